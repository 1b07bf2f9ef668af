package dev.limbeck.evaluator.metric;

/**
 * What one example alone takes on one thread, in microseconds.
 *
 * @param median of the wall clock: a garbage collection or a busy neighbour moves it less than the mean
 * @param p99 99th percentile of the same calls
 * @param cpu mean time that the thread was on a core
 */
public record Timings(double median, double p99, double cpu) {
    private static final double SECONDS_PER_MICROSECOND = 1e-6;

    /**
     * Energy of 1,000 inferences: an estimate, for no power is measured. Memory, caches and the idle rest of the
     * machine are in it only as far as they are in the declared watts.
     *
     * @param wattsPerCore what a busy core draws
     */
    public double estimatedJoulesPerThousand(double wattsPerCore) {
        return 1_000 * cpu * SECONDS_PER_MICROSECOND * wattsPerCore;
    }
}
