package dev.limbeck.benchmarks.label;

import dev.limbeck.benchmarks.measure.PairedWindows;
import dev.limbeck.teacher.labelling.LabellingListener;
import java.util.List;

/** Holds the labelling thread up between two windows. Told by that thread alone. */
final class BatchWatch implements LabellingListener {
    private final PairedWindows windows;
    private Runnable whenDone = () -> {};

    BatchWatch(PairedWindows windows) {
        this.windows = windows;
    }

    void whenDone(Runnable action) {
        whenDone = action;
    }

    @Override
    public void polled(long lag) {}

    @Override
    public void labelled(List<BatchReport> batches) {
        windows.passed(
                batches.size(), batches.stream().mapToInt(BatchReport::size).sum());
        if (windows.isDone()) {
            whenDone.run();
        }
    }
}
