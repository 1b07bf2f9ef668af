package dev.limbeck.network.metric;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.event.Breakdown;
import dev.limbeck.contract.event.Breakdown.CalibrationBin;
import dev.limbeck.contract.event.Breakdown.Confusion;
import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.task.Classification;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClassificationMetricsTest {
    private static final Classification TASK = new Classification(3);
    private static final Output SAYS_0 = Output.copyOf(3, 1, 0);
    private static final Output SAYS_1 = Output.copyOf(0, 5, 1);
    private static final Output SAYS_2 = Output.copyOf(0, 1, 2);
    private static final Optional<HardLabel> IS_0 = Optional.of(new OfClass(0));
    private static final Optional<HardLabel> UNKNOWN = Optional.empty();

    private static Measured metric(Measurement measured, String name) {
        assertThat(measured.metrics()).containsKey(name);
        return requireNonNull(measured.metrics().get(name));
    }

    @Test
    void agreesOverAllExamplesAndIsRightOverTheLabelledOnes() {
        // When
        var measured = TaskMetrics.of(new TestedOutputs(
                TASK,
                List.of(SAYS_0, SAYS_1, SAYS_2, SAYS_0),
                List.of(SAYS_0, SAYS_1, SAYS_2, SAYS_1),
                List.of(IS_0, IS_0, UNKNOWN, IS_0)));
        // Then
        assertThat(metric(measured, "accuracy").value()).isEqualTo(2.0 / 3);
        assertThat(metric(measured, "accuracy").examples()).isEqualTo(3);
        assertThat(metric(measured, "teacherAgreement").value()).isEqualTo(0.75);
        assertThat(metric(measured, "teacherAgreement").examples()).isEqualTo(4);
        assertThat(measured.breakdown().by()).isEqualTo("class");
        assertThat(measured.breakdown().parts())
                .extracting(part -> part.metrics().values().iterator().next().examples())
                .containsExactly(3L, 0L, 0L);
        assertThat(measured.breakdown().confusions()).containsExactly(new Confusion(0, 1, 1));
        assertThat(measured.breakdown().reliability().stream()
                        .mapToLong(CalibrationBin::count)
                        .sum())
                .isEqualTo(3);
        assertThat(metric(measured, "brierScore").value()).isBetween(0.0, 2.0);
        assertThat(metric(measured, "klToTeacher").value()).isPositive();
    }

    @Test
    void measuresAllThatTheTaskSaysWithIntervals() {
        // When
        var measured = TaskMetrics.of(
                new TestedOutputs(TASK, List.of(SAYS_0, SAYS_1), List.of(SAYS_0, SAYS_0), List.of(IS_0, IS_0)));
        // Then
        assertThat(measured.metrics().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        TASK.metrics().stream().map(metric -> metric.name()).toList());
        assertThat(measured.metrics().values())
                .allSatisfy(metric -> assertThat(metric.value()).isBetween(metric.low(), metric.high()));
    }

    @Test
    void saysNothingOfLabelsWhereThereAreNone() {
        // When
        var measured = TaskMetrics.of(new TestedOutputs(TASK, List.of(SAYS_0), List.of(SAYS_1), List.of(UNKNOWN)));
        // Then
        assertThat(measured.metrics().keySet()).containsExactly("klToTeacher", "teacherAgreement");
        assertThat(metric(measured, "teacherAgreement"))
                .extracting(Measured::value)
                .isEqualTo(0.0);
        assertThat(measured.breakdown()).isEqualTo(Breakdown.NONE);
    }

    @Test
    void refusesOutputsOfOtherExamples() {
        assertThatThrownBy(() -> new TestedOutputs(TASK, List.of(SAYS_0), List.of(SAYS_0), List.of()))
                .hasMessage("1 outputs are held against 1 of the teacher and 0 hard labels");
        assertThatThrownBy(() -> new TestedOutputs(TASK, List.of(SAYS_0), List.of(), List.of(UNKNOWN)))
                .hasMessage("1 outputs are held against 0 of the teacher and 1 hard labels");
    }
}
