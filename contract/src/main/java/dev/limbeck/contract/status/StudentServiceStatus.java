package dev.limbeck.contract.status;

import java.util.List;

/** All students of one student service. */
public record StudentServiceStatus(String run, List<StudentStatus> students) {
    public StudentServiceStatus {
        students = List.copyOf(students);
    }
}
