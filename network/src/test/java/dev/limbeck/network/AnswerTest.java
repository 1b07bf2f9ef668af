package dev.limbeck.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
    private static final Shape SHAPE = Shape.of(1);

    private final EmbeddingOfTen network = new EmbeddingOfTen();

    @ParameterizedTest(name = "{0} inputs")
    @ValueSource(ints = {1, 2, 3, 7, 60, 61})
    void everyInputHasTheAnswerThatItHasAlone(int inputs) {
        // Given
        var ids = new Random(inputs).ints(inputs, 0, 14).boxed().toList();
        // When
        var answers = Answer.of(network, inputs(ids));
        // Then
        assertThat(answers).hasSameSizeAs(ids);
        for (int i = 0; i < ids.size(); i++) {
            assertThat(answers.get(i))
                    .isEqualTo(
                            ids.get(i) < 10
                                    ? new Answer.Given(Output.copyOf(ids.get(i), 0))
                                    : new Answer.Raised("index out of range in self"));
        }
    }

    @Test
    void oneCulpritCostsFewCallsAndNoneCostsNone() {
        // Given
        var ids = new ArrayList<>(IntStream.range(0, 256).mapToObj(i -> i % 10).toList());
        Answer.of(network, inputs(ids));
        assertThat(network.calls).isEqualTo(1);
        ids.set(100, 11);
        // When
        Answer.of(network, inputs(ids));
        // Then
        assertThat(network.calls).isLessThanOrEqualTo(1 + 1 + 2 * 8);
    }

    @Test
    void ofNothingTheNetworkIsNotAsked() {
        assertThat(Answer.of(network, List.of())).isEmpty();
        assertThat(network.calls).isZero();
    }

    @Test
    void noBatchIsBlamedForItsSize() {
        // Given
        network.largestBatch = 3;
        // When
        var answers = Answer.of(
                network, inputs(IntStream.range(0, 100).mapToObj(i -> i % 10).toList()));
        // Then
        assertThat(answers).hasSize(100).allMatch(Answer.Given.class::isInstance);
    }

    @Test
    void noInputIsBlamedForANetworkThatIsBroken() {
        // Given
        network.largestBatch = 0;
        // Then
        assertThatThrownBy(() -> Answer.of(network, inputs(List.of(1, 2, 3))))
                .isInstanceOf(NetworkRaisedException.class)
                .hasMessageContaining("raises on every input, zeros included")
                .hasMessageEndingWith("not so many");
    }

    private static List<Inputs> inputs(List<Integer> ids) {
        return ids.stream().map(id -> Inputs.of(Tensor.ofFloats(SHAPE, id))).toList();
    }

    private static final class EmbeddingOfTen implements InferenceNetwork {
        private int largestBatch = Integer.MAX_VALUE;
        private int calls;

        @Override
        public ArtifactMetadata metadata() {
            return new ArtifactMetadata(
                    "embedding", Signature.ofClasses(SHAPE, 2, Normalisation.of(0, 1)), 1, Map.of());
        }

        @Override
        public List<Output> outputs(List<Inputs> inputs) {
            calls++;
            var logits = new ArrayList<Output>();
            for (var input : inputs) {
                float id = input.only().values().getFloat(0);
                if (inputs.size() > largestBatch || id >= 10) {
                    String reason = id >= 10 ? "index out of range in self" : "not so many";
                    throw new NetworkRaisedException(reason, new IllegalStateException(reason));
                }
                logits.add(Output.copyOf(id, 0));
            }
            return logits;
        }

        @Override
        public void close() {}
    }
}
