package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.event.TeacherPublished;
import java.util.Optional;

/** Who teaches the run. */
@FunctionalInterface
public interface TeacherAnnouncements {

    /** The teacher published last; empty as long as there is none. */
    Optional<TeacherPublished> newest() throws InterruptedException;
}
