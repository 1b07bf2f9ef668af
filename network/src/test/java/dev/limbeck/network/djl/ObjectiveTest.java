package dev.limbeck.network.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.run.OptimizerSpec;
import dev.limbeck.network.NetworkState;
import dev.limbeck.network.StepOutcome;
import dev.limbeck.network.TrainingBatch;
import dev.limbeck.network.objective.Objective;
import dev.limbeck.network.objective.ReferenceObjective;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectiveTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "weight {0} times {1}, temperature {2}")
    @CsvSource({"0.9, 1, 4", "1, 1, 1", "0, 1, 4", "0.5, 1, 20", "1, 1, 0.5", "0.9, 0.3, 4", "1, 0, 4", "0, 0.5, 4"})
    void theScriptedStepAgreesWithTheReferenceInValueAndGradient(double weight, double factor, double temperature) {
        // Given
        var reference = reference(weight, factor, temperature);
        var batch = Examples.batch(16, 5, factor);
        try (var network = new DjlNetworkRuntime(1)
                .openTrainable(
                        Examples.builtin(folder, "builtin:mlp-8"),
                        Examples.INPUT,
                        new ObjectiveSpec(weight, temperature),
                        Examples.PLAIN_DESCENT)) {
            List<Output> before = network.outputs(batch.inputs());
            float[] biasBefore = bias(network.state());
            // When
            StepOutcome outcome = network.step(batch, 1, 1);
            // Then
            assertThat(outcome.finite()).isTrue();
            assertThat(outcome.loss()).isCloseTo(meanLoss(reference, batch, before), withPercentage(0.001));
            float[] biasAfter = bias(network.state());
            double[] expected = headBiasGradient(reference, batch, before);
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) biasBefore[i] - biasAfter[i]).isCloseTo(expected[i], within(1e-5));
            }
        }
    }

    /** The top and the bottom of what may be declared, and both sides of where the arithmetic changes. */
    @ParameterizedTest(name = "temperature {0}")
    @ValueSource(doubles = {1e-6, 1e-4, 0.01, 0.0999, 0.1, 50, 50.001, 100, 300, 1000})
    void theSoftPartIsRightAtEveryTemperature(double temperature) {
        // Given
        var reference = reference(1, 1, temperature);
        var batch = Examples.batch(16, 5);
        try (var network = new DjlNetworkRuntime(1)
                .openTrainable(
                        Examples.builtin(folder, "builtin:mlp-8"),
                        Examples.INPUT,
                        new ObjectiveSpec(1, temperature),
                        Examples.PLAIN_DESCENT)) {
            List<Output> before = network.outputs(batch.inputs());
            double[] gradient = headBiasGradient(reference, batch, before);
            float[] biasBefore = bias(network.state());
            // A step large enough to be seen beside the bias, whatever the temperature makes of the gradient.
            double rate = 1
                    / Math.max(
                            1e-9, Arrays.stream(gradient).map(Math::abs).max().orElseThrow());
            // When
            StepOutcome outcome = network.step(batch, rate, 1);
            // Then
            assertThat(outcome.finite()).isTrue();
            assertThat(outcome.loss()).isCloseTo(meanLoss(reference, batch, before), withPercentage(0.01));
            float[] biasAfter = bias(network.state());
            for (int i = 0; i < gradient.length; i++) {
                assertThat((double) biasBefore[i] - biasAfter[i]).isCloseTo(gradient[i] * rate, within(1e-4));
            }
        }
    }

    @ParameterizedTest(name = "temperature {0}")
    @ValueSource(doubles = {1e-6, 0.05, 51, 100, 1000})
    void aStudentThatSaysWhatTheTeacherSaysHasNoLossAndNeverLessThanNone(double temperature) {
        var half = Examples.batch(16, 5);
        try (var network = new DjlNetworkRuntime(1)
                .openTrainable(
                        Examples.builtin(folder, "builtin:mlp-8"),
                        Examples.INPUT,
                        new ObjectiveSpec(1, temperature),
                        Examples.ADAM)) {
            var agreeing = new TrainingBatch(half.inputs(), network.outputs(half.inputs()), half.hardLabels());

            assertThat(network.step(agreeing, 0.01, 1).terms().get("softTarget"))
                    .isBetween(0.0, 1e-6);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("theEndsOfWhatAnOptimizerMayBe")
    void aStepIsFiniteAtTheEndsOfWhatAnOptimizerMayBe(OptimizerSpec optimizer) {
        try (var network = new DjlNetworkRuntime(1)
                .openTrainable(
                        Examples.builtin(folder, "builtin:mlp-8"), Examples.INPUT, ObjectiveSpec.DEFAULT, optimizer)) {
            for (int i = 0; i < 10; i++) {
                var outcome = network.step(Examples.batch(16, i), optimizer.learningRate(), i);
                assertThat(outcome.finite()).as("step %d: %s", i, outcome).isTrue();
            }
        }
    }

    static Stream<OptimizerSpec> theEndsOfWhatAnOptimizerMayBe() {
        var schedule = OptimizerSpec.Schedule.CONSTANT;
        return Arrays.stream(OptimizerSpec.Kind.values())
                .flatMap(kind -> Stream.of(
                        new OptimizerSpec(kind, 10, 0.9, 0, 5, schedule),
                        new OptimizerSpec(kind, Double.MIN_VALUE, 0.9, 0, 5, schedule),
                        new OptimizerSpec(kind, 0.001, Math.nextDown(1.0), 0, 5, schedule),
                        new OptimizerSpec(kind, 0.001, 0, 1, 5, schedule),
                        new OptimizerSpec(kind, 0.001, 0.9, 0, Double.MIN_VALUE, schedule),
                        new OptimizerSpec(kind, 0.001, 0.9, 0, Double.MAX_VALUE, schedule)));
    }

    @Test
    void aFactorOnTheTeachersWeightIsWithoutEffectWhereNoHardLabelIsKnown() {
        var half = Examples.batch(16, 5);
        var unlabelled = Collections.nCopies(16, Optional.<HardLabel>empty());
        assertThat(weightsAfterAStepOn(new TrainingBatch(half.inputs(), half.teacherLogits(), unlabelled, 0.1)))
                .isEqualTo(weightsAfterAStepOn(new TrainingBatch(half.inputs(), half.teacherLogits(), unlabelled)));
        assertThat(weightsAfterAStepOn(Examples.batch(16, 5, 0.1))).isNotEqualTo(weightsAfterAStepOn(half));
    }

    @Test
    void theReferenceGradientAgreesWithFiniteDifferences() {
        var random = new SplittableRandom(1);
        var reference = reference(0.7, 1, 3);
        for (int trial = 0; trial < 50; trial++) {
            double[] student = random.doubles(6, -4, 4).toArray();
            double[] teacher = random.doubles(6, -4, 4).toArray();
            Optional<double[]> label = trial % 2 == 0 ? Optional.of(new double[] {trial % 6}) : Optional.empty();
            double[] gradient = reference.gradient(student, teacher, label);
            for (int i = 0; i < student.length; i++) {
                double[] up = student.clone();
                double[] down = student.clone();
                up[i] += 1e-5;
                down[i] -= 1e-5;
                double slope = (reference.loss(up, teacher, label) - reference.loss(down, teacher, label)) / 2e-5;
                assertThat(gradient[i]).isCloseTo(slope, within(1e-7));
            }
        }
    }

    @Test
    void equalLogitsLeaveNothingToLearn() {
        var logits = new double[] {1, -2, 0.5};
        assertThat(reference(1, 1, 4).loss(logits, logits, Optional.empty())).isCloseTo(0, within(1e-12));
    }

    private static ReferenceObjective reference(double weight, double factor, double temperature) {
        return new ReferenceObjective(Objective.ofClasses(new ObjectiveSpec(weight, temperature)), factor);
    }

    private NetworkState weightsAfterAStepOn(TrainingBatch batch) {
        try (var network = new DjlNetworkRuntime(1)
                .openTrainable(
                        Examples.builtin(folder, "builtin:cnn-4"),
                        Examples.INPUT,
                        ObjectiveSpec.DEFAULT,
                        Examples.ADAM)) {
            network.step(batch, 0.01, 1);
            return network.state();
        }
    }

    private static double meanLoss(ReferenceObjective reference, TrainingBatch batch, List<Output> student) {
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            sum += reference.loss(
                    student.get(i).toDoubles(),
                    batch.teacherLogits().get(i).toDoubles(),
                    Examples.row(batch.hardLabels().get(i)));
        }
        return sum / batch.size();
    }

    /** The head's bias is added to every example's logits, so its gradient is the sum of theirs. */
    private static double[] headBiasGradient(ReferenceObjective reference, TrainingBatch batch, List<Output> student) {
        double[] sum = new double[Examples.INPUT.task().width()];
        for (int i = 0; i < batch.size(); i++) {
            double[] gradient = reference.gradient(
                    student.get(i).toDoubles(),
                    batch.teacherLogits().get(i).toDoubles(),
                    Examples.row(batch.hardLabels().get(i)));
            for (int c = 0; c < sum.length; c++) {
                sum[c] += gradient[c] / batch.size();
            }
        }
        return sum;
    }

    private static float[] bias(NetworkState state) {
        float[] bias = new float[Examples.INPUT.task().width()];
        Objects.requireNonNull(state.weights().get("head_bias"))
                .values()
                .asFloatBuffer()
                .get(bias);
        return bias;
    }
}
