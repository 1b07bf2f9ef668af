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

    /** Both are told, this one first. */
    default TrainingObserver and(TrainingObserver other) {
        return new TrainingObserver() {
            @Override
            public void stepped(MiniBatch batch, int replayed, StepOutcome outcome, Duration took) {
                TrainingObserver.this.stepped(batch, replayed, outcome, took);
                other.stepped(batch, replayed, outcome, took);
            }

            @Override
            public void logged(Duration took) {
                TrainingObserver.this.logged(took);
                other.logged(took);
            }

            @Override
            public void paused(Duration pause) {
                TrainingObserver.this.paused(pause);
                other.paused(pause);
            }

            @Override
            public void checkpointed(long bytes) {
                TrainingObserver.this.checkpointed(bytes);
                other.checkpointed(bytes);
            }

            @Override
            public void passed(ProtocolPoint point) {
                TrainingObserver.this.passed(point);
                other.passed(point);
            }
        };
    }
}
