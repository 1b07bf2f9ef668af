package dev.limbeck.evaluator.metric;

import dev.limbeck.contract.record.Tensor;
import dev.limbeck.network.InferenceNetwork;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.commons.statistics.descriptive.Median;

/**
 * How long a network takes for one example alone: the median, which a garbage collection or a busy neighbour moves
 * less than the mean.
 *
 * @param samples how many calls are timed
 * @param warmUp how many calls go before them, untimed: the first ones compile and allocate
 * @param nanoClock never goes back, {@code System::nanoTime} outside of tests
 */
public record Latency(int samples, int warmUp, LongSupplier nanoClock) {
    public Latency {
        if (samples < 1 || warmUp < 0) {
            throw new IllegalArgumentException("samples is " + samples + ", warmUp is " + warmUp
                    + ", allowed are at least 1 sample and no negative warm-up");
        }
    }

    /**
     * In microseconds.
     *
     * @param inputs at least one; taken in turn
     */
    public double medianMicros(InferenceNetwork network, List<Tensor> inputs) {
        for (int i = 0; i < warmUp; i++) {
            nanosOf(network, inputs.get(i % inputs.size()));
        }
        double[] micros = new double[samples];
        for (int i = 0; i < samples; i++) {
            micros[i] = nanosOf(network, inputs.get(i % inputs.size())) / 1_000.0;
        }
        return Median.withDefaults().evaluate(micros);
    }

    private long nanosOf(InferenceNetwork network, Tensor input) {
        long start = nanoClock.getAsLong();
        var logits = network.logits(List.of(input));
        long end = nanoClock.getAsLong();
        if (logits.size() != 1) {
            throw new IllegalStateException("1 input gave " + logits.size() + " logits");
        }
        return end - start;
    }
}
