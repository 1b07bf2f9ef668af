package dev.limbeck.network.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.network.StepOutcome;
import dev.limbeck.network.TrainableNetwork;
import dev.limbeck.network.TrainingBatch;
import dev.limbeck.network.UnusableNetworkException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainableNetworkTest {
    private final DjlNetworkRuntime runtime = new DjlNetworkRuntime(1);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"builtin:mlp-32x16", "builtin:cnn-8", "builtin:cnn-4x32", "builtin:resnet-8x4"})
    void everyBuiltInNetworkLearns(String name) {
        try (var network = open(name, new ObjectiveSpec(0.9, 4))) {
            // Given
            TrainingBatch batch = Examples.batch(32, 3);
            StepOutcome first = network.step(batch, 0.01, 0);
            // When
            for (int i = 1; i < 60; i++) {
                network.step(batch, 0.01, i);
            }
            // Then
            assertThat(network.step(batch, 0.01, 60).loss()).isLessThan(first.loss() / 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"builtin:mlp-16", "builtin:cnn-4", "builtin:resnet-8x4"})
    void aRestoredNetworkGoesOnBitForBit(String name) {
        try (var undisturbed = open(name, new ObjectiveSpec(0.9, 4));
                var resumed = open(name, new ObjectiveSpec(0.9, 4))) {
            // Given
            train(undisturbed, 0, 20);
            var saved = undisturbed.state();
            train(resumed, 100, 7); // it has been somewhere else before
            // When
            resumed.restore(saved);
            train(undisturbed, 20, 20);
            train(resumed, 20, 20);
            // Then
            assertThat(resumed.state()).isEqualTo(undisturbed.state());
        }
    }

    @Test
    void aBatchMayMixElementTypesAndIsTheSameAsOneOfTheWidest() {
        try (var mixed = open("builtin:mlp-16", new ObjectiveSpec(0.9, 4));
                var widened = open("builtin:mlp-16", new ObjectiveSpec(0.9, 4))) {
            // Given
            TrainingBatch bytes = Examples.batch(8, 1);
            var some = new ArrayList<>(bytes.inputs());
            some.set(1, widened(some.get(1)));
            some.set(6, widened(some.get(6)));
            var all = bytes.inputs().stream().map(TrainableNetworkTest::widened).toList();
            assertThat(some).extracting(input -> input.only().elementType()).contains(ElementType.U8, ElementType.F32);
            // Then
            assertThat(mixed.outputs(some)).isEqualTo(widened.outputs(all));
            // When
            mixed.step(new TrainingBatch(some, bytes.teacherLogits(), bytes.hardLabels()), 0.01, 1);
            widened.step(new TrainingBatch(all, bytes.teacherLogits(), bytes.hardLabels()), 0.01, 1);
            // Then
            assertThat(mixed.state()).isEqualTo(widened.state());
        }
    }

    private static Inputs widened(Inputs inputs) {
        return Inputs.of(inputs.only().widened());
    }

    @Test
    void aBatchHasNothingOfALargerOneBefore() {
        try (var fresh = open("builtin:mlp-16", new ObjectiveSpec(0.9, 4));
                var used = open("builtin:mlp-16", new ObjectiveSpec(0.9, 4))) {
            // Given
            var untrained = used.state();
            used.step(Examples.batch(32, 1), 0.01, 0);
            used.restore(untrained);
            // When
            used.step(Examples.batch(5, 2), 0.01, 0);
            fresh.step(Examples.batch(5, 2), 0.01, 0);
            // Then
            assertThat(used.state()).isEqualTo(fresh.state());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"builtin:cnn-4", "builtin:resnet-8x4"})
    void aStepIsTheSameHoweverChannelsLieInMemory(String name) throws Exception {
        Path channelsLast = Examples.builtin(folder, name);
        Path contiguous = Archives.withSource(
                channelsLast, folder.resolve("contiguous.pt"), "memory_format=2", "memory_format=0");

        var expected = weightsAfterAStep(contiguous);
        weightsAfterAStep(channelsLast).forEach((tensor, values) -> assertThat(values)
                .as(tensor)
                .containsExactly(Objects.requireNonNull(expected.get(tensor)), Offset.offset(1e-5f)));
    }

    @Test
    void aStepThatIsNotFiniteChangesNothing() {
        try (var network = open("builtin:cnn-4", new ObjectiveSpec(0.9, 4))) {
            // Given
            train(network, 0, 3);
            var before = network.state();
            var infinite = Inputs.of(Tensor.ofFloats(Examples.INPUT.only().shape(), infinities()));
            var poisoned = new TrainingBatch(
                    List.of(infinite), Examples.batch(1, 1).teacherLogits(), List.of(Optional.empty()));
            // When
            StepOutcome outcome = network.step(poisoned, 0.01, 1);
            // Then
            assertThat(outcome.finite()).isFalse();
            assertThat(network.state()).isEqualTo(before);
        }
    }

    @Test
    void lookingAtInputsMovesNoStatistics() {
        try (var network = open("builtin:cnn-4", new ObjectiveSpec(0.9, 4))) {
            var before = network.state();
            network.outputs(Examples.batch(8, 2).inputs());
            assertThat(network.state()).isEqualTo(before);
        }
    }

    @Test
    void aStateOfAnotherNetworkIsRefused() {
        try (var small = open("builtin:mlp-4", new ObjectiveSpec(0.9, 4));
                var large = open("builtin:mlp-8", new ObjectiveSpec(0.9, 4))) {
            var state = small.state();
            assertThatThrownBy(() -> large.restore(state))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("has shape");
        }
    }

    @Test
    void aNetworkThatDoesNotFitTheDeclarationIsRefusedAtLoad() {
        Path file = Examples.builtin(folder, "builtin:mlp-4");
        var otherClasses = Signature.ofClasses(
                Examples.INPUT.only().shape(), 7, Examples.INPUT.only().normalisation());
        var otherShape =
                Signature.ofClasses(Shape.of(1, 9, 9), 10, Examples.INPUT.only().normalisation());

        assertThatThrownBy(() -> runtime.open(file, otherClasses))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessageContaining("gives 10 classes, the run declares [1×12×12] and 7 classes");
        assertThatThrownBy(() -> runtime.open(file, otherShape))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessageContaining("the run declares [1×9×9] and 10");
    }

    @Test
    void aFileThatIsNoArchiveIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("no.pt"), "not a zip");
        assertThatThrownBy(() -> runtime.open(file, Examples.INPUT))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessageContaining("is no TorchScript archive");
    }

    private Map<String, float[]> weightsAfterAStep(Path file) {
        try (var network =
                runtime.openTrainable(file, Examples.INPUT, new ObjectiveSpec(0.9, 4), Examples.PLAIN_DESCENT)) {
            network.step(Examples.batch(16, 5), 0.1, 0);
            var weights = new TreeMap<String, float[]>();
            network.state().weights().forEach((name, tensor) -> weights.put(name, floats(tensor.values())));
            return weights;
        }
    }

    private static float[] floats(ByteBuffer values) {
        var floats = values.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        float[] copy = new float[floats.remaining()];
        floats.get(copy);
        return copy;
    }

    private TrainableNetwork open(String name, ObjectiveSpec objective) {
        return runtime.openTrainable(Examples.builtin(folder, name), Examples.INPUT, objective, Examples.ADAM);
    }

    private static void train(TrainableNetwork network, int from, int steps) {
        for (int i = from; i < from + steps; i++) {
            network.step(Examples.batch(16, i), 0.003, i);
        }
    }

    private static float[] infinities() {
        float[] values = new float[Examples.INPUT.only().shape().elements()];
        java.util.Arrays.fill(values, Float.POSITIVE_INFINITY);
        return values;
    }
}
