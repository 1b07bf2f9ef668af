package dev.limbeck.student.service;

import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.student.placement.Placement;
import dev.limbeck.work.Assignment;
import java.util.Collection;
import java.util.List;

/** Who is to be trained here. */
final class DesiredStudents {
    private DesiredStudents() {}

    static List<Assignment> of(Collection<RunState> runs, Placement placement) {
        return runs.stream()
                .filter(run -> run.phase().isDistilling())
                .flatMap(run -> run.learning().stream()
                        .filter(student -> placement.has(run.run(), student.name()))
                        .map(student -> new Assignment(run.generation(), student.name())))
                .toList();
    }
}
