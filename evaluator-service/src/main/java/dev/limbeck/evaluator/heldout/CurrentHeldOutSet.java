package dev.limbeck.evaluator.heldout;

import dev.limbeck.contract.run.PromotionSpec.Metric;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The held-out set of the moment. It follows its collector in steps of a tenth, not example by example, so that a
 * champion's score can be used for many candidates before it has to be taken anew.
 */
public final class CurrentHeldOutSet {
    private static final int STEPS_PER_WHOLE = 10;

    private final HeldOutCollector collector;
    private @Nullable HeldOutSet current;
    private long takenBefore;

    public CurrentHeldOutSet(HeldOutCollector collector) {
        this.collector = collector;
    }

    /**
     * The set to measure the next checkpoint on; empty as long as there are too few examples.
     *
     * @param metric that is decided by
     */
    public synchronized Optional<HeldOutSet> take(Metric metric) {
        if (!collector.isMeasurable(metric)) {
            return Optional.empty();
        }
        var held = current;
        if (held == null || isOutdated(held) || !collector.areEnough(held.deciding(metric))) {
            takenBefore = collector.taken();
            held = collector.snapshot();
            current = held;
        }
        return Optional.of(held);
    }

    /** What is missing, for a reader. */
    public String describe(Metric metric) {
        return collector.describe(metric);
    }

    /** The next set is taken afresh: the test part has other soft targets now. */
    public synchronized void renew() {
        current = null;
    }

    private boolean isOutdated(HeldOutSet held) {
        long changed = collector.taken() - takenBefore;
        return changed > 0 && (collector.isFull() || changed * STEPS_PER_WHOLE >= held.size());
    }
}
