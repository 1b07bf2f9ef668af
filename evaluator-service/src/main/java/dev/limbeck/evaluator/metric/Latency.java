package dev.limbeck.evaluator.metric;

import dev.limbeck.contract.record.Inputs;
import dev.limbeck.network.InferenceNetwork;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.commons.statistics.descriptive.Quantile;

/**
 * Takes the time of a network for one example alone.
 *
 * @param samples how many calls are timed
 * @param warmUp how many calls go before them, untimed: the first ones compile and allocate
 * @param nanoClock never goes back, {@code System::nanoTime} outside of tests
 * @param cpuNanoClock of the thread that asks; a network works on the thread that calls it
 */
public record Latency(int samples, int warmUp, LongSupplier nanoClock, LongSupplier cpuNanoClock) {
    private static final double NANOS_PER_MICRO = 1_000;

    public Latency {
        if (samples < 1 || warmUp < 0) {
            throw new IllegalArgumentException("samples is " + samples + ", warmUp is " + warmUp
                    + ", allowed are at least 1 sample and no negative warm-up");
        }
    }

    /** @param inputs at least one; taken in turn */
    public Timings of(InferenceNetwork network, List<Inputs> inputs) {
        for (int i = 0; i < warmUp; i++) {
            nanosOf(network, inputs.get(i % inputs.size()));
        }
        double[] micros = new double[samples];
        long cpuStart = cpuNanoClock.getAsLong();
        for (int i = 0; i < samples; i++) {
            micros[i] = nanosOf(network, inputs.get(i % inputs.size())) / NANOS_PER_MICRO;
        }
        double cpuMicros = (cpuNanoClock.getAsLong() - cpuStart) / NANOS_PER_MICRO / samples;
        double[] quantiles = Quantile.withDefaults().evaluate(micros, 0.5, 0.99);
        return new Timings(quantiles[0], quantiles[1], cpuMicros);
    }

    private long nanosOf(InferenceNetwork network, Inputs input) {
        long start = nanoClock.getAsLong();
        var logits = network.outputs(List.of(input));
        long end = nanoClock.getAsLong();
        if (logits.size() != 1) {
            throw new IllegalStateException("1 input gave " + logits.size() + " logits");
        }
        return end - start;
    }
}
