package dev.limbeck.student.training;

import dev.limbeck.network.StepOutcome;
import dev.limbeck.student.batch.MiniBatch;
import java.time.Duration;

/** Watches a student learn. */
public interface TrainingObserver {
    void stepped(MiniBatch batch, StepOutcome outcome, Duration took);

    void checkpointed(long bytes, Duration pause);
}
