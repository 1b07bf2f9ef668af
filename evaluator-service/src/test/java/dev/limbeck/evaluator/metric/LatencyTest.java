package dev.limbeck.evaluator.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.network.InferenceNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyTest {
    private static final List<Inputs> ONE = List.of(Inputs.of(Tensor.ofBytes(Shape.of(1), new byte[1])));
    private final AtomicLong clock = new AtomicLong();
    private final List<Integer> batchSizes = new ArrayList<>();

    /** Each call takes the next of these nanoseconds. */
    private InferenceNetwork taking(long... nanos) {
        return new InferenceNetwork() {
            @Override
            public ArtifactMetadata metadata() {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<Output> outputs(List<Inputs> inputs) {
                clock.addAndGet(nanos[batchSizes.size()]);
                batchSizes.add(inputs.size());
                return List.of(Output.copyOf(0, 1));
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void isTheMedianOfSingleCallsAfterTheWarmUp() {
        // Given
        var network = taking(9_000_000, 9_000_000, 2_000, 4_000, 1_000_000);
        var inputs = List.of(ONE.get(0), ONE.get(0));
        // When
        var timings = new Latency(3, 2, clock::get, () -> 0).of(network, inputs);
        // Then
        assertThat(timings.median()).isEqualTo(4);
        assertThat(batchSizes).containsExactly(1, 1, 1, 1, 1);
    }

    @Test
    void saysWhatOneInAHundredTakes() {
        // Given: 1 to 101 microseconds
        var network = taking(
                LongStream.rangeClosed(1, 101).map(micros -> micros * 1_000).toArray());
        // When
        var timings = new Latency(101, 0, clock::get, () -> 0).of(network, ONE);
        // Then
        assertThat(timings.median()).isCloseTo(51, within(1e-9));
        assertThat(timings.p99()).isBetween(100.0, 101.0);
    }

    @Test
    void estimatesEnergyFromTheTimeOnACoreAlone() {
        // Given: calls of 5 ms each, of which the thread works 2 ms; the warm-up does not count
        var network = taking(5_000_000, 5_000_000, 5_000_000);
        var latency = new Latency(2, 1, clock::get, () -> clock.get() / 5 * 2);
        // When
        var timings = latency.of(network, ONE);
        // Then: 2 s of work for 1,000 of them, at 10 W
        assertThat(timings.cpu()).isEqualTo(2_000);
        assertThat(timings.estimatedJoulesPerThousand(10)).isCloseTo(20, within(1e-9));
    }
}
