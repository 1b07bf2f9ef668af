package dev.limbeck.network.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.OfValues;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.signature.InputDeclaration;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.contract.task.Regression;
import dev.limbeck.network.TrainableNetwork;
import dev.limbeck.network.TrainingBatch;
import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.network.builtin.BuiltinNetworks;
import dev.limbeck.network.objective.Objective;
import dev.limbeck.network.objective.ReferenceObjective;
import dev.limbeck.network.safetensors.HostTensor;
import dev.limbeck.network.torchscript.ScriptedModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that give numbers, and learn them from a teacher, from labels, and from both. */
class RegressionNetworkTest {
    private static final double[] SLOPES = {3, -2, 0.5, 0};
    private static final double OFFSET = 7;
    private static final Signature LINE = ofValues(Shape.of(4), 2.);

    private final DjlNetworkRuntime runtime = new DjlNetworkRuntime(1);

    @TempDir
    Path folder;

    private static Signature ofValues(Shape input, Double... cap) {
        return Signature.of(new InputDeclaration(input, Normalisation.NONE), new Regression(cap.length, List.of(cap)));
    }

    @ParameterizedTest(name = "softTargetWeight {0}")
    @ValueSource(doubles = {0, 1})
    void aPerceptronLearnsALineFromLabelsAndFromATeacher(double softTargetWeight) throws IOException {
        try (var network = authored("builtin:mlp-16", LINE, new ObjectiveSpec(softTargetWeight, 4))) {
            // Given
            boolean isTaught = softTargetWeight > 0;
            double first = network.step(line(0, isTaught), 0.01, 0).loss();
            // When
            for (int i = 1; i < 400; i++) {
                network.step(line(i, isTaught), 0.01, i);
            }
            // Then
            var last = network.step(line(400, isTaught), 0.01, 400);
            assertThat(last.loss()).isLessThan(first / 10);
            assertThat(last.terms()).containsOnlyKeys(isTaught ? "softTarget" : "hardLabel");
        }
    }

    private static TrainingBatch line(int seed, boolean isTaught) {
        var random = new SplittableRandom(seed);
        var inputs = new ArrayList<Inputs>();
        var outputs = new ArrayList<Output>();
        var labels = new ArrayList<Optional<HardLabel>>();
        for (int i = 0; i < 32; i++) {
            float[] x = floats(random, SLOPES.length);
            double y = OFFSET;
            for (int k = 0; k < x.length; k++) {
                y += SLOPES[k] * x[k];
            }
            inputs.add(Inputs.of(Tensor.ofFloats(Shape.of(x.length), x)));
            labels.add(isTaught ? Optional.empty() : Optional.of(new OfValues(List.of((float) y))));
            outputs.add(Output.copyOf((float) y));
        }
        return new TrainingBatch(inputs, isTaught ? outputs : List.of(), labels);
    }

    @ParameterizedTest(name = "weight {0} times {1}")
    @CsvSource({"0.9, 1", "0.5, 0.3", "0, 1", "1, 1"})
    void aStepIsToldWhatLabelsAndTeacherSayAndNothingOfTheBatchBefore(double weight, double factor) throws IOException {
        // Given
        var signature = ofValues(Shape.of(4), 1., 0.5, 20.);
        var objective = new ObjectiveSpec(weight, 4);
        var reference = new ReferenceObjective(Objective.of(signature.task(), objective), factor);
        try (var network = authored("builtin:mlp-8", signature, objective)) {
            for (TrainingBatch batch : List.of(
                    drawn(signature, 16, factor, new SplittableRandom(1)),
                    drawn(signature, 5, factor, new SplittableRandom(2)))) {
                var before = network.outputs(batch.inputs());
                // When
                var outcome = network.step(batch, 0.01, 1);
                // Then
                double expected = 0;
                for (int i = 0; i < batch.size(); i++) {
                    expected += reference.loss(
                            before.get(i).toDoubles(),
                            batch.teacherLogits().get(i).toDoubles(),
                            batch.hardLabels().get(i).map(signature.task()::row));
                }
                assertThat(outcome.finite()).isTrue();
                assertThat(outcome.loss()).isCloseTo(expected / batch.size(), withPercentage(0.001));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"builtin:mlp-16", "builtin:cnn-4", "builtin:cnn-4x32", "builtin:resnet-8x4"})
    void everyBuiltInNetworkGivesAsManyNumbersAsThereAreAndLearns(String name) throws IOException {
        var signature = ofValues(Shape.of(1, 12, 12), 1., 0.5, 20.);
        try (var network = authored(name, signature, ObjectiveSpec.DEFAULT)) {
            var batch = drawn(signature, 16, 1, new SplittableRandom(3));
            double first = network.step(batch, 0.01, 0).loss();
            for (int i = 1; i < 60; i++) {
                network.step(batch, 0.01, i);
            }
            assertThat(network.step(batch, 0.01, 60).loss()).isLessThan(first / 2);
            assertThat(network.outputs(batch.inputs())).allMatch(output -> output.size() == 3);
        }
    }

    /** Every second one has a label. */
    private static TrainingBatch drawn(Signature signature, int size, double factor, SplittableRandom random) {
        Shape shape = signature.only().shape();
        BooleanSupplier isLabelled = () -> random.nextInt(2) == 0;
        var inputs = new ArrayList<Inputs>();
        var outputs = new ArrayList<Output>();
        var labels = new ArrayList<Optional<HardLabel>>();
        for (int i = 0; i < size; i++) {
            inputs.add(Inputs.of(Tensor.ofFloats(shape, floats(random, shape.elements()))));
            outputs.add(Output.takeOwnershipOf(floats(random, signature.task().width())));
            labels.add(isLabelled.getAsBoolean() ? Optional.of(label(random, signature)) : Optional.empty());
        }
        return new TrainingBatch(inputs, outputs, labels, factor);
    }

    private static OfValues label(SplittableRandom random, Signature signature) {
        var values = new ArrayList<Float>();
        for (float value : floats(random, signature.task().width())) {
            values.add(value);
        }
        return new OfValues(values);
    }

    private static float[] floats(SplittableRandom random, int count) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = (float) random.nextDouble(-2, 2);
        }
        return floats;
    }

    @Test
    void aThousandValuesAreTrained() throws IOException {
        var signature = Signature.of(LINE.only(), new Regression(1000, List.of(3.)));
        try (var network = authored("builtin:mlp-4", signature, ObjectiveSpec.DEFAULT)) {
            assertThat(network.step(drawn(signature, 4, 1, new SplittableRandom(4)), 0.01, 1)
                            .finite())
                    .isTrue();
        }
    }

    @Test
    void aNetworkOfAnotherTaskIsRefusedWithBoth() throws IOException {
        Path classes = Examples.builtin(folder, "builtin:mlp-4");
        var ten = Signature.of(Examples.INPUT.only(), new Regression(10, List.of(1.)));

        assertThatThrownBy(() -> runtime.openTrainable(classes, ten, ObjectiveSpec.DEFAULT, Examples.ADAM))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessage(
                        classes + " takes [1×12×12] and gives 10 classes, the run declares [1×12×12] and 10 values");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "return x + self.bias | (8, 4)",
                "return torch.sum(x, [1], True) + torch.sum(self.bias) | (8, 1)",
                "return torch.sum(x, [1]) + torch.sum(self.bias) | (8)",
            })
    void aNetworkWhoseOutputDoesNotFitIsRefusedWithBothShapes(String forward, String shape) throws IOException {
        var bias = new HostTensor("F32", List.of(4L), ByteBuffer.allocate(4 * Float.BYTES));
        Path mine = Files.write(
                folder.resolve("mine.pt"),
                new ScriptedModule(Map.of("bias", bias), Map.of(), List.of(forward))
                        .toArchive()
                        .toBytes());
        var two = Signature.of(LINE.only(), new Regression(2, List.of(1.)));

        assertThatThrownBy(() -> runtime.open(mine, two))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessage(
                        "%s gives an output of shape %s for 8 inputs, needed are values of shape (8, 2); the run declares 2 values",
                        mine, shape);
    }

    private TrainableNetwork authored(String network, Signature signature, ObjectiveSpec objective) throws IOException {
        Path file = Files.write(folder.resolve("network.pt"), BuiltinNetworks.author(network, signature, 7));
        return runtime.openTrainable(file, signature, objective, Examples.ADAM);
    }
}
