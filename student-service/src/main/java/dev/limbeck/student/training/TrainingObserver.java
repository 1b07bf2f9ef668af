package dev.limbeck.student.training;

import dev.limbeck.network.StepOutcome;
import dev.limbeck.student.batch.MiniBatch;
import java.time.Duration;

/** Watches a student learn. */
public interface TrainingObserver {
    /** @param replayed earlier examples that the step learnt from beside the batch */
    void stepped(MiniBatch batch, int replayed, StepOutcome outcome, Duration took);

    /** Training stood still for the step log. */
    void logged(Duration took);

    /** Training stood still for a checkpoint. */
    void paused(Duration pause);

    /** A checkpoint is on disk and announced. */
    void checkpointed(long bytes);

    /** A place has been passed where a crash must do no harm. */
    default void passed(ProtocolPoint point) {}
}
