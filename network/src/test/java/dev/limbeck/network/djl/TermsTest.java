package dev.limbeck.network.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.network.djl.TermBench.Example;
import dev.limbeck.network.djl.TermBench.Result;
import dev.limbeck.network.objective.BinaryDivergence;
import dev.limbeck.network.objective.ClassCrossEntropy;
import dev.limbeck.network.objective.ClassDivergence;
import dev.limbeck.network.objective.Objective;
import dev.limbeck.network.objective.ReferenceObjective;
import dev.limbeck.network.objective.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every term as PyTorch computes it, against its reference in plain Java. */
class TermsTest {
    /** Can be told apart from its neighbours in 32 bits beside numbers of one digit, and is small beside them. */
    private static final double H = 1.0 / (1 << 10);

    /** What a task minimises. */
    record Task(
            String name,
            int width,
            Function<ObjectiveSpec, Objective> objective,
            Function<SplittableRandom, double[]> label) {
        double[] output(SplittableRandom random) {
            // As 32 bits have them, so that both sides are given the same.
            return random.doubles(width, -4, 4).map(x -> (float) x).toArray();
        }

        /** Every second one has a label. */
        Example[] examples(int count, long seed) {
            var random = new SplittableRandom(seed);
            var examples = new Example[count];
            for (int i = 0; i < count; i++) {
                examples[i] = new Example(
                        output(random),
                        output(random),
                        i % 2 == 0 ? Optional.of(label.apply(random)) : Optional.empty());
            }
            return examples;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Task CLASSES =
            new Task("classes", 5, Objective::ofClasses, random -> new double[] {random.nextInt(5)});
    private static final Task LABELS = new Task("labels", 4, Objective::ofLabels, random -> random.ints(4, 0, 2)
            .asDoubleStream()
            .toArray());
    private static final Task CLICKS =
            new Task("clicks", 1, Objective::ofLabels, random -> new double[] {random.nextInt(2)});
    private static final Task VALUES = new Task(
            "values",
            3,
            spec -> Objective.ofValues(spec.softTargetWeight(), List.of(1., 0.5, 20.)),
            random -> random.doubles(3, -4, 4).map(x -> (float) x).toArray());

    static Stream<Task> tasks() {
        return Stream.of(CLASSES, LABELS, CLICKS, VALUES);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void agreesWithItsReferenceInValueAndGradientAtEveryWeight(Task task) {
        for (double weight : new double[] {0, 0.3, 1}) {
            for (double factor : new double[] {0, 0.4, 1}) {
                try (var bench = new TermBench(task.objective().apply(new ObjectiveSpec(weight, 3)), task.width())) {
                    var reference = new ReferenceObjective(bench.objective(), factor);
                    Example[] examples = task.examples(16, 7);

                    Result result = bench.step(factor, examples);

                    assertThat(result.outcome.finite()).isTrue();
                    assertThat(result.outcome.loss()).isCloseTo(meanLoss(reference, examples), withPercentage(0.001));
                    assertThat(result.gradient).containsExactly(meanGradient(reference, examples), within(1e-5));
                }
            }
        }
    }

    /** One term has all the weight, so the loss is its value. */
    @ParameterizedTest
    @MethodSource("tasks")
    void itsGradientIsTheSlopeOfItsValueInPyTorchAndInJava(Task task) {
        for (Target target : Target.values()) {
            double weight = target == Target.SOFT ? 1 : 0;
            try (var bench = new TermBench(task.objective().apply(new ObjectiveSpec(weight, 3)), task.width())) {
                var reference = new ReferenceObjective(bench.objective());
                for (Example example : task.examples(12, 11)) {
                    if (target == Target.HARD && example.label.isEmpty()) {
                        continue;
                    }
                    double[] gradient = bench.step(example).gradient;
                    double[] expected = reference.gradient(example.student, example.teacher, example.label);
                    for (int i = 0; i < gradient.length; i++) {
                        Example up = moved(example, i, H);
                        Example down = moved(example, i, -H);
                        assertThat(gradient[i]).isCloseTo(slope(loss(bench, up), loss(bench, down)), within(2e-3));
                        assertThat(expected[i])
                                .isCloseTo(slope(loss(reference, up), loss(reference, down)), within(1e-5));
                        assertThat(gradient[i]).isCloseTo(expected[i], within(1e-6));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void whereNoLabelIsKnownTheSoftPartIsAllThereIs(Task task) {
        try (var bench = new TermBench(task.objective().apply(new ObjectiveSpec(0.5, 3)), task.width())) {
            var reference = new ReferenceObjective(bench.objective());
            Example[] unlabelled = Arrays.stream(task.examples(8, 3))
                    .map(one -> new Example(one.student, one.teacher, Optional.empty()))
                    .toArray(Example[]::new);

            Result result = bench.step(0.1, unlabelled);

            assertThat(result.outcome.terms()).containsOnlyKeys("softTarget");
            assertThat(result.outcome.loss()).isCloseTo(meanLoss(reference, unlabelled), withPercentage(0.001));
            assertThat(result.gradient).containsExactly(meanGradient(reference, unlabelled), within(1e-5));
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void termsSayTheirMeanOverWhatTheyLookedAt(Task task) {
        try (var bench = new TermBench(task.objective().apply(new ObjectiveSpec(0.5, 3)), task.width())) {
            Example[] examples = task.examples(8, 3);
            var terms = bench.objective().terms();

            var said = bench.step(examples).outcome.terms();

            assertThat(said.get("softTarget"))
                    .isCloseTo(
                            Arrays.stream(examples)
                                    .mapToDouble(one -> terms.get(0).value(one.student, one.teacher))
                                    .average()
                                    .orElseThrow(),
                            withPercentage(0.001));
            assertThat(said.get("hardLabel"))
                    .isCloseTo(
                            Arrays.stream(examples)
                                    .filter(one -> one.label.isPresent())
                                    .mapToDouble(one -> terms.get(1).value(one.student, one.label.orElseThrow()))
                                    .average()
                                    .orElseThrow(),
                            withPercentage(0.001));
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void whoSaysWhatTheTeacherSaysHasNothingToLearnFromIt(Task task) {
        try (var bench = new TermBench(task.objective().apply(new ObjectiveSpec(1, 3)), task.width())) {
            Example[] agreeing = Arrays.stream(task.examples(8, 3))
                    .map(one -> new Example(one.teacher, one.teacher, Optional.empty()))
                    .toArray(Example[]::new);

            Result result = bench.step(agreeing);

            assertThat(result.outcome.loss()).isCloseTo(0, within(1e-6));
            assertThat(result.gradient).containsExactly(new double[task.width()], within(1e-6));
        }
    }

    /** A logit of any size, right or wrong: its surprise grows with it and never overflows. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-30, 1, 100, 1e4, 1e30})
    void aLogitOfAnySizeHasAFiniteLossOfLabelsAndAGradient(double size) {
        double logit = (float) size;
        for (double weight : new double[] {0, 1}) {
            try (var bench = new TermBench(Objective.ofLabels(new ObjectiveSpec(weight, 1)), 1)) {
                var reference = new ReferenceObjective(bench.objective());
                for (double sign : new double[] {1, -1}) {
                    var wrong = new Example(
                            new double[] {sign * logit},
                            new double[] {-sign * logit},
                            Optional.of(new double[] {sign > 0 ? 0 : 1}));

                    Result result = bench.step(wrong);

                    assertThat(result.outcome.finite()).isTrue();
                    assertThat(result.outcome.loss())
                            .isCloseTo(meanLoss(reference, wrong), within(1e-6 + 1e-6 * logit));
                    assertThat(result.gradient).containsExactly(meanGradient(reference, wrong), within(1e-6));
                }
            }
        }
    }

    @ParameterizedTest(name = "temperature {0}")
    @ValueSource(doubles = {1e-6, 0.01, 1, 60, 1000})
    void theSoftPartOfLabelsIsRightAtEveryTemperature(double temperature) {
        try (var bench = new TermBench(Objective.ofLabels(new ObjectiveSpec(1, temperature)), LABELS.width())) {
            var reference = new ReferenceObjective(bench.objective());
            Example[] examples = LABELS.examples(16, 5);

            Result result = bench.step(examples);

            assertThat(result.outcome.loss()).isCloseTo(meanLoss(reference, examples), withPercentage(0.001));
            double[] expected = meanGradient(reference, examples);
            double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            assertThat(result.gradient).containsExactly(expected, within(1e-5 * largest));
        }
    }

    /** As prices are: what a value is measured in is no matter. */
    @Test
    void anErrorIsMeasuredInItsScale() {
        var large = Objective.ofValues(0.5, List.of(100_000.));
        var small = Objective.ofValues(0.5, List.of(1.));
        try (var prices = new TermBench(large, 1);
                var plain = new TermBench(small, 1)) {
            double price =
                    prices.step(example(250_000, 200_000, 350_000)).outcome.loss();

            assertThat(price).isCloseTo(plain.step(example(2.5, 2, 3.5)).outcome.loss(), withPercentage(0.001));
            assertThat(price).isCloseTo(0.5 * 0.25 + 0.5 * 1, withPercentage(0.001));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e15, -1e15})
    void aHugeValueHasTheLossThatItHas(double value) {
        try (var bench = new TermBench(Objective.ofValues(0.5, List.of(1., 1.)), 2)) {
            var huge = new Example(
                    new double[2], new double[] {(float) value, 0}, Optional.of(new double[] {0, (float) value}));

            Result result = bench.step(huge);

            assertThat(result.outcome.finite()).isTrue();
            assertThat(result.outcome.loss())
                    .isCloseTo(meanLoss(new ReferenceObjective(bench.objective()), huge), withPercentage(0.001));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e20, 3e38})
    void anErrorWhoseSquareIsNoNumberChangesNothing(double value) {
        try (var bench = new TermBench(Objective.ofValues(0, List.of(1.)), 1)) {
            Result result = bench.step(example(0, 0, value));

            assertThat(result.outcome.finite()).isFalse();
            assertThat(result.gradient).containsExactly(new double[1], within(0.));
            assertThat(bench.step(example(0, 0, 1)).outcome.finite()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1e-60, 1e60, Double.NaN, Double.POSITIVE_INFINITY})
    void aScaleThatNothingCanBeDividedByIsRefused(double scale) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Objective.ofValues(0.5, List.of(1., scale)))
                .withMessage("scale is [1.0, %s], allowed is a number a value, above 0 and finite with 32 bits", scale);
    }

    @Test
    void anObjectiveHasATermOfEitherTargetAndNoTwoOfOneName() {
        var soft = new ClassDivergence(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Objective(0.5, List.of(soft)))
                .withMessage("an objective needs a term called hardLabel");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Objective(0.5, List.of(soft, new BinaryDivergence(1), new ClassCrossEntropy())))
                .withMessage("two terms of an objective are called softTarget");
    }

    /** A label that nobody knows stands as 0: what is far from that is no error. */
    @ParameterizedTest
    @MethodSource("valueTasks")
    void whatIsNotKnownIsNotComparedWith(Task task) {
        try (var bench = new TermBench(task.objective().apply(new ObjectiveSpec(0, 1)), task.width())) {
            double[] far = new double[task.width()];
            Arrays.fill(far, (float) 1e15);
            var known = task.examples(1, 1)[0];

            Result alone = bench.step(known);
            Result together = bench.step(known, new Example(far, far, Optional.empty()));

            assertThat(together.outcome.finite()).isTrue();
            assertThat(together.outcome.loss()).isCloseTo(alone.outcome.loss() / 2, withPercentage(0.001));
            assertThat(together.outcome.terms().get("hardLabel"))
                    .isCloseTo(alone.outcome.terms().get("hardLabel"), withPercentage(0.001));
            for (int i = 0; i < task.width(); i++) {
                assertThat(together.gradient[i]).isCloseTo(alone.gradient[i] / 2, within(1e-6));
            }
        }
    }

    static Stream<Task> valueTasks() {
        return Stream.of(LABELS, CLICKS, VALUES);
    }

    private static Example example(double student, double teacher, double label) {
        return new Example(new double[] {student}, new double[] {teacher}, Optional.of(new double[] {(float) label}));
    }

    private static Example moved(Example example, int index, double by) {
        double[] student = example.student.clone();
        student[index] = (float) (student[index] + by);
        return new Example(student, example.teacher, example.label);
    }

    private static double slope(double up, double down) {
        return (up - down) / (2 * H);
    }

    private static double loss(TermBench bench, Example example) {
        return bench.step(example).outcome.loss();
    }

    private static double loss(ReferenceObjective reference, Example example) {
        return reference.loss(example.student, example.teacher, example.label);
    }

    private static double meanLoss(ReferenceObjective reference, Example... examples) {
        return Arrays.stream(examples)
                .mapToDouble(one -> loss(reference, one))
                .average()
                .orElseThrow();
    }

    private static double[] meanGradient(ReferenceObjective reference, Example... examples) {
        var gradients = new ArrayList<double[]>();
        for (Example one : examples) {
            gradients.add(reference.gradient(one.student, one.teacher, one.label));
        }
        double[] mean = new double[gradients.get(0).length];
        for (double[] gradient : gradients) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += gradient[i] / examples.length;
            }
        }
        return mean;
    }
}
