package dev.limbeck.teacher.process;

import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.teacher.TeacherProgress;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The parts that are made otherwise than by calling their constructor with other parts. */
@Singleton
class Parts {
    @Produces
    @Singleton
    TeacherProgress progress(DistillationRun run, Clock clock) {
        return new TeacherProgress(run.name(), clock);
    }
}
