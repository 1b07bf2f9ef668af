package dev.limbeck.network.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.signature.DeclaredShape;
import dev.limbeck.contract.signature.InputDeclaration;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.contract.task.Classification;
import dev.limbeck.contract.task.MultiLabel;
import dev.limbeck.contract.task.Regression;
import dev.limbeck.contract.task.Task;
import dev.limbeck.network.TrainingBatch;
import dev.limbeck.network.UnusableNetworkException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that others have written, from the folder that {@code LIMBECK_NETWORKS} names; without one, none is tried. */
@EnabledIfEnvironmentVariable(named = "LIMBECK_NETWORKS", matches = ".+")
class ForeignNetworksTest {
    private static final ObjectiveSpec LABELS_ONLY = new ObjectiveSpec(0, 1);
    private static final InputDeclaration PHOTO = new InputDeclaration(Shape.of(3, 32, 32), Normalisation.of(120, 64));

    private final DjlNetworkRuntime runtime = new DjlNetworkRuntime(1);

    @ParameterizedTest
    @ValueSource(strings = {"text-int64.pt", "text-transformer.pt"})
    void textsOfUnequalLengthsAreLearntFrom(String name) {
        var signature = Texts.signature(12, 500, 4);
        var batches = IntStream.range(0, 4)
                .mapToObj(seed -> Texts.batch(16, 4, 12, 40, seed))
                .toList();
        try (var network = runtime.openTrainable(file(name), signature, LABELS_ONLY, Examples.ADAM)) {
            var losses = Texts.losses(network, batches, 80, 0.01);
            assertThat(losses.get(1)).isLessThan(losses.get(0) / 2);
        }
    }

    @Test
    void rowsOfUnequalNumberAreLearntFrom() {
        var input = new InputDeclaration(
                Optional.empty(),
                DeclaredShape.read(List.of(3, "<=32", 32)),
                OptionalInt.empty(),
                0,
                Normalisation.of(0, 1));
        var signature = Signature.of(input, new Classification(10));
        var batches = IntStream.range(0, 4).mapToObj(ForeignNetworksTest::rows).toList();
        try (var network = runtime.openTrainable(file("lstm.pt"), signature, LABELS_ONLY, Examples.ADAM)) {
            var losses = Texts.losses(network, batches, 80, 0.01);
            assertThat(losses.get(1)).isLessThan(losses.get(0) / 2);
        }
    }

    /** A class is the height of its values; a record has 24 rows at least. */
    private static TrainingBatch rows(int seed) {
        var random = new SplittableRandom(seed);
        var inputs = new ArrayList<Inputs>();
        var labels = new ArrayList<Integer>();
        for (int i = 0; i < 20; i++) {
            var shape = Shape.of(3, random.nextInt(24, 33), 32);
            float[] values = new float[shape.elements()];
            for (int j = 0; j < values.length; j++) {
                values[j] = (float) ((i % 10 - 5) / 2.0 + random.nextDouble());
            }
            inputs.add(Inputs.of(Tensor.ofFloats(shape, values)));
            labels.add(i % 10);
        }
        return Texts.labelled(inputs, labels);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tuple.pt", "dict.pt", "frozen-bias-only.pt", "frozen-nobias.pt", "logsoftmax.pt", "lstm.pt"})
    void ofOneImageRunAndLearn(String name) {
        var signature = Signature.of(PHOTO, new Classification(10));
        learns(name, signature, List.of("input"));
    }

    @Test
    void ofTwoImagesRunAndLearn() {
        var signature = new Signature(new TreeMap<>(Map.of("x", PHOTO, "m", PHOTO)), new Classification(10));
        learns("two-inputs.pt", signature, List.of("x", "m"));
    }

    static Stream<Arguments> ofOtherTasks() {
        return Stream.of(
                Arguments.of("reg.pt", new Regression(1, List.of(1.0))),
                Arguments.of("ml-student.pt", new MultiLabel(6, false)),
                Arguments.of("ml-teacher.pt", new MultiLabel(6, true)));
    }

    /** On labels that nobody gave; the task alone says what they are. */
    @ParameterizedTest
    @MethodSource("ofOtherTasks")
    void ofNumbersAndOfSeveralLabelsRunAndLearn(String name, Task task) {
        var random = new SplittableRandom(5);
        var input = new InputDeclaration(Shape.of(20), Normalisation.of(0, 1));
        var batch = new TrainingBatch(
                IntStream.range(0, 16).mapToObj(i -> numbers(random)).toList(),
                List.of(),
                IntStream.range(0, 16)
                        .mapToObj(task::invented)
                        .map(Optional::of)
                        .toList());
        var signature = Signature.of(input, task);
        runtime.open(file(name), signature).close();
        try (var network = runtime.openTrainable(file(name), signature, LABELS_ONLY, Examples.ADAM)) {
            var losses = Texts.losses(network, List.of(batch), 60, 0.01);
            assertThat(losses.get(1)).isLessThan(losses.get(0) / 2);
        }
    }

    private static Inputs numbers(SplittableRandom random) {
        float[] values = new float[20];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return Inputs.of(Tensor.ofFloats(Shape.of(20), values));
    }

    private void learns(String name, Signature signature, List<String> inputs) {
        var random = new SplittableRandom(5);
        var batch = Texts.labelled(
                IntStream.range(0, 8).mapToObj(i -> photos(inputs, random)).toList(),
                IntStream.range(0, 8).boxed().toList());
        runtime.open(file(name), signature).close();
        try (var network = runtime.openTrainable(file(name), signature, LABELS_ONLY, Examples.ADAM)) {
            var losses = Texts.losses(network, List.of(batch), 40, 0.003);
            assertThat(losses.get(1)).isLessThan(losses.get(0));
        }
    }

    private static Inputs photos(List<String> names, SplittableRandom random) {
        var photos = new TreeMap<String, Tensor>();
        for (String name : names) {
            byte[] pixels = new byte[PHOTO.shape().elements()];
            random.nextBytes(pixels);
            photos.put(name, Tensor.ofBytes(PHOTO.shape(), pixels));
        }
        return new Inputs(photos);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "half.pt | its numbers are F16, so convert it with network.float() before torch.jit.save",
                "double.pt | its numbers are F64, so convert it with network.float() before torch.jit.save",
                "traced-fixed-batch.pt | it takes a batch of one only, so export it with torch.jit.script, or trace it",
                "statedict.pt | is no TorchScript archive",
                "pickled.pt | is no TorchScript archive",
            })
    void areRefusedInOneSentenceThatSaysWhatToDo(String name, String message) {
        var signature = Signature.of(PHOTO, new Classification(10));

        assertThatThrownBy(() -> runtime.open(file(name), signature))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessageStartingWith(file(name).toString())
                .hasMessageContaining(message);
    }

    private static Path file(String name) {
        return Path.of(System.getenv("LIMBECK_NETWORKS"), name);
    }
}
