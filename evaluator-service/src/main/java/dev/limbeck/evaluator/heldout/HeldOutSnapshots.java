package dev.limbeck.evaluator.heldout;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The held-out set of the moment. It follows its collector in steps of a tenth, not example by example, so that a
 * champion's score can be used for many candidates before it has to be taken anew.
 */
public final class HeldOutSnapshots {
    private static final Logger LOG = LoggerFactory.getLogger(HeldOutSnapshots.class);
    private static final int STEPS_PER_WHOLE = 10;
    private static final Duration REMINDER = Duration.ofSeconds(10);

    private final HeldOutCollector collector;
    private final int minExamples;
    private @Nullable HeldOutSet current;

    /** @param minExamples below which nothing is measured */
    public HeldOutSnapshots(HeldOutCollector collector, int minExamples) {
        this.collector = collector;
        this.minExamples = minExamples;
    }

    /** Empty as long as nothing was measured. */
    public synchronized Optional<HeldOutSet> newest() {
        return Optional.ofNullable(current);
    }

    /** The set to measure the next checkpoint on; waits until there are enough examples, and says so. */
    public HeldOutSet await() throws InterruptedException {
        while (!collector.awaitAtLeast(minExamples, REMINDER)) {
            LOG.info(
                    "Waiting for held-out examples: there are {}, spec.evaluation.heldOut.minExamples is {}",
                    collector.describe(),
                    minExamples);
        }
        synchronized (this) {
            var held = current;
            if (held == null || hasOutgrown(held)) {
                held = collector.snapshot();
                current = held;
            }
            return held;
        }
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
