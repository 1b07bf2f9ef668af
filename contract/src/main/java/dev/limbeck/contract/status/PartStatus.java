package dev.limbeck.contract.status;

import dev.limbeck.contract.json.Kept;
import java.time.Instant;
import java.util.Optional;

/**
 * How work goes on one part of a run, as the replica that does it tells once a second. Nothing is decided by it: it is
 * for people to look at.
 *
 * @param part {@code teacher}, {@code watch} or the student's name
 * @param replica of the service, unique and of one life of it
 * @param teacher of a teacher replica
 * @param student of a student
 * @param watch of an evaluator replica that watches the live stream
 */
@Kept("the status of a part")
public record PartStatus(
        String run,
        int generation,
        String part,
        String replica,
        Instant at,
        Optional<TeacherStatus> teacher,
        Optional<StudentStatus> student,
        Optional<WatchStatus> watch) {

    /** Key on the topic. */
    public String key() {
        return run + "/" + part + "/" + replica;
    }
}
