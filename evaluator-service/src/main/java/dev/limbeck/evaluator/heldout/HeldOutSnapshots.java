package dev.limbeck.evaluator.heldout;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The held-out set of the moment. It follows its collector in steps of a tenth, not example by example, so that a
 * champion's score can be used for many candidates before it has to be taken anew.
 */
public final class HeldOutSnapshots {
    private static final int STEPS_PER_WHOLE = 10;

    private final HeldOutCollector collector;
    private final int minExamples;
    private @Nullable HeldOutSet current;

    /** @param minExamples below which nothing is measured */
    public HeldOutSnapshots(HeldOutCollector collector, int minExamples) {
        this.collector = collector;
        this.minExamples = minExamples;
    }

    /** The set to measure the next checkpoint on; empty as long as there are too few examples. */
    public synchronized Optional<HeldOutSet> take() {
        if (collector.size() < minExamples) {
            return Optional.empty();
        }
        var held = current;
        if (held == null || hasOutgrown(held)) {
            held = collector.snapshot();
            current = held;
        }
        return Optional.of(held);
    }

    /** What is missing, for a reader. */
    public String describe() {
        return "there are %s held-out examples, spec.evaluation.heldOut.minExamples is %d"
                .formatted(collector.describe(), minExamples);
    }

    /** The next set is taken afresh: the test part has other soft targets now. */
    public synchronized void renew() {
        current = null;
    }

    private boolean hasOutgrown(HeldOutSet held) {
        int size = collector.size();
        int grown = size - held.size();
        return grown > 0 && (collector.isFull() || grown * (long) STEPS_PER_WHOLE >= held.size());
    }
}
