package dev.limbeck.benchmarks.measure;

import java.time.Duration;

/**
 * How many batches of a loop are measured at a time.
 *
 * @param repetitions windows in all
 * @param firstWarmUp batches before the first window, for compilers and caches
 * @param warmUp batches before each other window: what was still going on beside the loop at its beginning stands for
 *     what will still go on at its end
 * @param batches in a window
 */
public record WindowPlan(int repetitions, int firstWarmUp, int warmUp, int batches) {
    private static final int FEWEST_BATCHES = 3;
    /** So that a topic for the smallest network does not take minutes to fill. */
    private static final int MOST_EXAMPLES = 150_000;

    /** @param secondsPerBatch about */
    public static WindowPlan of(int repetitions, Duration window, double secondsPerBatch, int batchSize) {
        double wanted = window.toNanos() / 1e9 / secondsPerBatch;
        int batches = (int) Math.max(FEWEST_BATCHES, Math.min(wanted, (double) MOST_EXAMPLES / batchSize));
        return new WindowPlan(repetitions, Math.max(2, batches / 2), Math.max(1, batches / 5), batches);
    }

    /** All that the loop has to be given. */
    public long totalBatches() {
        return firstWarmUp + (long) repetitions * batches + (repetitions - 1L) * warmUp;
    }
}
