package dev.limbeck.benchmarks.replay;

import dev.limbeck.benchmarks.measure.PairedWindows;
import dev.limbeck.network.StepOutcome;
import dev.limbeck.student.batch.MiniBatch;
import dev.limbeck.student.training.TrainingObserver;
import java.time.Duration;

/** Holds the training thread up between two windows. Told by that thread alone. */
final class StepWatch implements TrainingObserver {
    private final PairedWindows windows;
    private Runnable whenDone = () -> {};

    StepWatch(PairedWindows windows) {
        this.windows = windows;
    }

    void whenDone(Runnable action) {
        whenDone = action;
    }

    @Override
    public void stepped(MiniBatch batch, int replayed, StepOutcome outcome, Duration took) {
        windows.passed(batch.items().size());
        if (windows.isDone()) {
            whenDone.run();
        }
    }

    @Override
    public void logged(Duration took) {}

    @Override
    public void paused(Duration pause) {}

    @Override
    public void checkpointed(long bytes) {}
}
