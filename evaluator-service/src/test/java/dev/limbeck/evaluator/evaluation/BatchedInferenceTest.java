package dev.limbeck.evaluator.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.network.InferenceNetwork;
import dev.limbeck.network.NetworkRaisedException;
import dev.limbeck.network.UnusableNetworkException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchedInferenceTest {
    private static final Shape SHAPE = Shape.of(1);
    private static final float RAISING = -1;
    private static final float INFINITE = -2;

    private final BatchedInference inference = new BatchedInference(64);

    @Test
    void anInputWithoutAnAnswerCountsAsOneOfWhichTheNetworkHasNoOpinion() {
        // Given
        var inputs = inputs(300);
        inputs.set(70, input(RAISING));
        inputs.set(200, input(INFINITE));
        // When
        var logits = inference.outputs(new Odd(), inputs);
        // Then
        assertThat(logits).hasSize(300);
        assertThat(logits.get(70)).isEqualTo(Output.copyOf(0, 0));
        assertThat(logits.get(200)).isEqualTo(Output.copyOf(0, 0));
        assertThat(logits.get(71)).isEqualTo(Output.copyOf(5, 1));
    }

    @Test
    void aNetworkWithoutAnAnswerToSeveralIsOfNoUse() {
        // Given
        var inputs = inputs(199);
        inputs.set(3, input(INFINITE));
        inputs.set(70, input(RAISING));
        // Then
        assertThatThrownBy(() -> inference.outputs(new Odd(), inputs))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessage("2 of the first 71 inputs have no finite output; the last makes it raise: no such index");
    }

    @Test
    void norIsOneWithoutAnAnswerToItsOnlyInput() {
        assertThatThrownBy(() -> inference.outputs(new Odd(), List.of(input(RAISING))))
                .isInstanceOf(UnusableNetworkException.class);
    }

    private static List<Inputs> inputs(int count) {
        return new ArrayList<>(Collections.nCopies(count, input(5)));
    }

    private static Inputs input(float value) {
        return Inputs.of(Tensor.ofFloats(SHAPE, value));
    }

    private static final class Odd implements InferenceNetwork {
        @Override
        public ArtifactMetadata metadata() {
            return new ArtifactMetadata("odd", Signature.ofClasses(SHAPE, 2, Normalisation.of(0, 1)), 1, Map.of());
        }

        @Override
        public List<Output> outputs(List<Inputs> inputs) {
            return inputs.stream()
                    .map(input -> logits(input.only().values().getFloat(0)))
                    .toList();
        }

        private static Output logits(float value) {
            if (value == RAISING) {
                throw new NetworkRaisedException("no such index", new IllegalStateException());
            }
            return Output.copyOf(value == INFINITE ? Float.POSITIVE_INFINITY : value, 1);
        }

        @Override
        public void close() {}
    }
}
