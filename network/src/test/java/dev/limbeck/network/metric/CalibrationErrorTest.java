package dev.limbeck.network.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.record.Output;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CalibrationErrorTest {
    @Test
    void isTheGapOfEachBinWeightedBySize() {
        // Given: fewer examples than bins, so each is one: gaps 1 - 0.75 and 0.9 - 0
        var examples = List.of(
                new LabelledLogits(Logits.binary(0.75), 1), // right
                new LabelledLogits(Logits.binary(0.9), 0)); // wrong
        // Then
        assertThat(error(examples).value()).isCloseTo((0.25 + 0.9) / 2, within(1e-6));
    }

    @Test
    void isZeroWhereConfidenceIsDeserved() {
        // Given: three of four right, at confidence 3/4
        var examples = List.of(
                new LabelledLogits(Logits.binary(0.75), 1),
                new LabelledLogits(Logits.binary(0.75), 0),
                new LabelledLogits(Logits.binary(0.75), 1),
                new LabelledLogits(Logits.binary(0.75), 1));
        // Then
        assertThat(error(examples).value()).isCloseTo(0, within(1e-6));
    }

    @Test
    void hasBinsOfEqualMass() {
        // Given: 30 examples, so 15 bins of 2; in each, confidences c and c + 0.01, one right and one wrong
        var examples = new ArrayList<LabelledLogits>();
        double expected = 0;
        for (int bin = 0; bin < 15; bin++) {
            double confidence = 0.55 + 0.03 * bin;
            examples.add(new LabelledLogits(Logits.binary(confidence), 1));
            examples.add(new LabelledLogits(Logits.binary(confidence + 0.01), 0));
            expected += (confidence + 0.005 - 0.5) / 15;
        }
        // Then
        assertThat(error(examples).value()).isCloseTo(expected, within(1e-6));
    }

    @Test
    void showsTheBinsItIsMadeOf() {
        // Given: two are equally sure, so they share a bin
        var examples = List.of(
                new LabelledLogits(Logits.binary(0.9), 0),
                new LabelledLogits(Logits.binary(0.75), 1),
                new LabelledLogits(Logits.binary(0.75), 0));
        // When
        var bins = error(examples).bins();
        // Then
        assertThat(bins).hasSize(2);
        assertThat(bins.get(0).confidence()).isCloseTo(0.75, within(1e-6));
        assertThat(bins.get(0).accuracy()).isEqualTo(0.5);
        assertThat(bins.get(0).count()).isEqualTo(2);
        assertThat(bins.get(1).accuracy()).isZero();
    }

    @Test
    void ofCertainAndRightIsZero() {
        // Given
        var examples = IntStream.range(0, 100)
                .mapToObj(i -> new LabelledLogits(Logits.certainOf(i % 10, 10), i % 10))
                .toList();
        // Then
        assertThat(error(examples).value()).isCloseTo(0, within(1e-12));
    }

    @Test
    void ofEqualLogitsIsTheGapBetweenChanceAndAccuracy() {
        // Given: all say class 0 with probability 1/4, and a half is right
        var examples = IntStream.range(0, 40)
                .mapToObj(i -> new LabelledLogits(Output.copyOf(1, 1, 1, 1), i % 2))
                .toList();
        // Then
        assertThat(error(examples).value()).isCloseTo(0.25, within(1e-12));
    }

    @Property(tries = 200)
    void doesNotDependOnTheOrderOfTheExamples(
            @ForAll("examples") List<LabelledLogits> examples, @ForAll Random random) {
        // Given
        var shuffled = new ArrayList<>(examples);
        Collections.shuffle(shuffled, random);
        // Then
        assertThat(error(shuffled).value()).isCloseTo(error(examples).value(), within(1e-9));
    }

    /** Gaps of bins cannot cancel each other, so they are at least the gap of the whole. */
    @Property(tries = 200)
    void isAtLeastTheGapOfTheWholeAndAtMostOne(@ForAll("examples") List<LabelledLogits> examples) {
        // Given
        double confidence = examples.stream()
                .mapToDouble(example ->
                        Math.exp(example.logProbability(example.logits().top())))
                .average()
                .orElseThrow();
        double right = examples.stream()
                .mapToInt(example -> example.isRight() ? 1 : 0)
                .average()
                .orElseThrow();
        // When
        double error = error(examples).value();
        // Then
        assertThat(error).isBetween(Math.abs(confidence - right) - 1e-9, 1 + 1e-9);
    }

    private static CalibrationError error(List<LabelledLogits> examples) {
        return CalibrationError.of(examples.stream().map(Confidence::of).toList());
    }

    @Test
    void theIntervalContainsTheValueAndIsTheSameEachTime() {
        // Given
        var examples = IntStream.range(0, 400)
                .mapToObj(i -> Confidence.of(new LabelledLogits(Logits.binary(0.5 + 0.001 * i), i % 3 == 0 ? 0 : 1)))
                .toList();
        // When
        var measured = CalibrationError.estimate(examples);
        // Then
        assertThat(measured.value()).isBetween(measured.low(), measured.high());
        assertThat(measured.high() - measured.low()).isBetween(0.02, 0.2);
        assertThat(measured.examples()).isEqualTo(400);
        assertThat(CalibrationError.estimate(examples)).isEqualTo(measured);
    }

    @Provide
    Arbitrary<List<LabelledLogits>> examples() {
        // Few different logits, so that there are ties.
        var logit = Arbitraries.integers().between(-3, 3).map(Integer::floatValue);
        return Combinators.combine(logit, logit, logit, Arbitraries.integers().between(0, 2))
                .as((a, b, c, label) -> new LabelledLogits(Output.copyOf(a, b, c), label))
                .list()
                .ofMinSize(1)
                .ofMaxSize(120);
    }
}
