package dev.limbeck.network.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.event.Score.CalibrationBin;
import dev.limbeck.contract.event.Score.ClassRecall;
import dev.limbeck.contract.event.Score.Confusion;
import dev.limbeck.contract.record.Output;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LogitMetricsTest {
    private static final Output SAYS_0 = Output.copyOf(3, 1, 0);
    private static final Output SAYS_1 = Output.copyOf(0, 5, 1);
    private static final Output SAYS_2 = Output.copyOf(0, 1, 2);

    @Test
    void agreesOverAllExamplesAndIsRightOverTheLabelledOnes() {
        // When
        var measured = LogitMetrics.of(
                List.of(SAYS_0, SAYS_1, SAYS_2, SAYS_0),
                List.of(OptionalInt.of(0), OptionalInt.of(0), OptionalInt.empty(), OptionalInt.of(0)),
                List.of(SAYS_0, SAYS_1, SAYS_2, SAYS_1));
        // Then
        assertThat(measured.accuracy()).hasValue(2.0 / 3);
        assertThat(measured.teacherAgreement()).isEqualTo(0.75);
        assertThat(measured.perClass()).extracting(ClassRecall::support).containsExactly(3L, 0L, 0L);
        assertThat(measured.confusions()).containsExactly(new Confusion(0, 1, 1));
        assertThat(measured.reliability()).extracting(CalibrationBin::count).satisfies(counts -> assertThat(
                        counts.stream().mapToLong(Long::longValue).sum())
                .isEqualTo(3));
        assertThat(measured.brierScore().getAsDouble()).isBetween(0.0, 2.0);
        assertThat(measured.klToTeacher()).isPositive();
    }

    @Test
    void saysNothingOfLabelsWhereThereAreNone() {
        // When
        var measured = LogitMetrics.of(List.of(SAYS_0), List.of(OptionalInt.empty()), List.of(SAYS_1));
        // Then
        assertThat(measured.accuracy()).isEmpty();
        assertThat(measured.negativeLogLikelihood()).isEmpty();
        assertThat(measured.calibrationError()).isEmpty();
        assertThat(measured.brierScore()).isEmpty();
        assertThat(measured.perClass()).isEmpty();
        assertThat(measured.confusions()).isEmpty();
        assertThat(measured.reliability()).isEmpty();
        assertThat(measured.teacherAgreement()).isZero();
        assertThat(measured.klToTeacher()).isPositive();
    }

    @Test
    void refusesLogitsOfOtherExamples() {
        assertThatThrownBy(() -> LogitMetrics.of(List.of(SAYS_0), List.of(), List.of(SAYS_0)))
                .hasMessage("1 logits for 0 hard labels");
        assertThatThrownBy(() -> LogitMetrics.of(List.of(SAYS_0), List.of(OptionalInt.empty()), List.of()))
                .hasMessage("1 logits for 0 teacher logits");
    }
}
