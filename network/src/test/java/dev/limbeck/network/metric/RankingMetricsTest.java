package dev.limbeck.network.metric;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.OfGrade;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.task.Ranking;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RankingMetricsTest {
    private static final Ranking TASK = new Ranking(3, 3);

    private static Optional<HardLabel> grade(double grade, String group) {
        return Optional.of(new OfGrade((float) grade, Optional.of(group)));
    }

    private static Measured metric(Measurement measured, String name) {
        assertThat(measured.metrics()).containsKey(name);
        return requireNonNull(measured.metrics().get(name));
    }

    private static Measurement measure(List<Output> outputs, List<Optional<HardLabel>> labels) {
        return TaskMetrics.of(new TestedOutputs(TASK, outputs, outputs, labels));
    }

    private static List<Output> scores(double... scores) {
        return Arrays.stream(scores)
                .mapToObj(score -> Output.copyOf((float) score))
                .toList();
    }

    @Test
    void theAreaUnderTheCurveIsTheShareOfPairsInTheirOrder() {
        // Given: of 2 good and 3 others, 6 pairs; four in order, one equal, one not
        var measured = measure(
                scores(0.9, 0.4, 0.5, 0.4, 0.1),
                List.of(grade(1, "a"), grade(1, "a"), grade(0, "a"), grade(0, "a"), grade(0, "a")));
        // Then
        assertThat(metric(measured, "auc").value()).isCloseTo(4.5 / 6, within(1e-12));
    }

    @Test
    void theGainOfAnOrderIsThatOfJarvelinAndKekalainen() {
        // Given: gains 7, 3, 0 in the order 3, 7, 0; the group of one has no order
        var measured = measure(
                scores(0.5, 0.9, 0.1, 0.7), List.of(grade(3, "a"), grade(2, "a"), grade(0, "a"), grade(1, "b")));
        // Then
        double second = 1 / (Math.log(3) / Math.log(2));
        assertThat(metric(measured, "ndcg").value()).isCloseTo((3 + 7 * second) / (7 + 3 * second), within(1e-6));
        assertThat(metric(measured, "ndcg").examples()).isEqualTo(1);
    }

    @Test
    void equalScoresShareWhatTheirPlacesGive() {
        var measured = measure(scores(0.5, 0.5), List.of(grade(1, "a"), grade(0, "a")));
        double second = 1 / (Math.log(3) / Math.log(2));
        assertThat(metric(measured, "ndcg").value()).isCloseTo((1 + second) / 2, within(1e-6));
        assertThat(metric(measured, "auc").value()).isEqualTo(0.5);
    }

    @Test
    void measureAllThatTheTaskSaysWithIntervals() {
        // When
        var measured = measure(
                scores(2, 1, -1, -2, 0.5, -0.5),
                List.of(grade(3, "a"), grade(0, "a"), grade(0, "a"), grade(1, "b"), grade(0, "b"), grade(3, "b")));
        // Then
        assertThat(measured.metrics().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        TASK.metrics().stream().map(one -> one.name()).toList());
        assertThat(measured.metrics().values())
                .allSatisfy(one -> assertThat(one.value()).isBetween(one.low(), one.high()));
        assertThat(measured.breakdown().by()).isEqualTo("grade");
        assertThat(measured.breakdown().parts()).hasSize(2);
    }

    @Test
    void whereNothingIsClickedThereAreNoTwoToTellApart() {
        var measured = measure(scores(1, 2), List.of(grade(0, "a"), grade(0, "a")));
        assertThat(measured.metrics()).doesNotContainKeys("auc", "ndcg");
        assertThat(metric(measured, "logLoss").value()).isPositive();
    }
}
