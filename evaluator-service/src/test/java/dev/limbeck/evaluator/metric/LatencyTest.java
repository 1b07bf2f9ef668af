package dev.limbeck.evaluator.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.record.ClassScores;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.network.InferenceNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LatencyTest {
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
            public List<ClassScores> logits(List<Tensor> inputs) {
                clock.addAndGet(nanos[batchSizes.size()]);
                batchSizes.add(inputs.size());
                return List.of(ClassScores.copyOf(0, 1));
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void isTheMedianOfSingleCallsAfterTheWarmUp() {
        // Given
        var network = taking(9_000_000, 9_000_000, 2_000, 4_000, 1_000_000);
        var inputs = List.of(Tensor.ofBytes(Shape.of(1), new byte[1]), Tensor.ofBytes(Shape.of(1), new byte[1]));
        // When
        double micros = new Latency(3, 2, clock::get).medianMicros(network, inputs);
        // Then
        assertThat(micros).isEqualTo(4);
        assertThat(batchSizes).containsExactly(1, 1, 1, 1, 1);
    }
}
