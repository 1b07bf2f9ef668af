package dev.limbeck.network.metric;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.event.Breakdown;
import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.OfLabels;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.task.MultiLabel;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MultiLabelMetricsTest {
    private static final MultiLabel TASK = new MultiLabel(3, false);

    private static Optional<HardLabel> are(Integer... labels) {
        return Optional.of(new OfLabels(new TreeSet<>(List.of(labels))));
    }

    private static Measured metric(Measurement measured, String name) {
        assertThat(measured.metrics()).containsKey(name);
        return requireNonNull(measured.metrics().get(name));
    }

    @Test
    void areThoseOfTheTextbooks() {
        // Given: of label 0, two of three found and nothing else said; of label 1, one found of one, and one more said;
        // label 2 is never right and once said
        var outputs = List.of(
                Output.copyOf(3, 2, -1), Output.copyOf(2, -2, -1), Output.copyOf(-1, 1, 1), Output.copyOf(-2, -1, -3));
        var labels = List.of(are(0, 1), are(0), are(0), are());
        // When
        var measured = TaskMetrics.of(new TestedOutputs(TASK, outputs, outputs, labels));
        // Then
        assertThat(metric(measured, "microF1").value()).isCloseTo(2 * 3 / (2 * 3.0 + 2 + 1), within(1e-12));
        assertThat(metric(measured, "macroF1").value()).isCloseTo((4 / 5.0 + 2 / 3.0 + 0) / 3, within(1e-12));
        assertThat(metric(measured, "labelsRight").value()).isCloseTo(9 / 12.0, within(1e-12));
        // Of label 0 the right ones come first, second and third; of label 1 the right one comes first
        assertThat(metric(measured, "averagePrecision").value()).isCloseTo(1, within(1e-12));
        assertThat(metric(measured, "teacherAgreement").value()).isEqualTo(1);
        assertThat(measured.breakdown().by()).isEqualTo("label");
        assertThat(measured.breakdown().parts())
                .extracting(Breakdown.Part::name)
                .containsExactly("0", "1");
        assertThat(measured.breakdown().reliability()).isNotEmpty();
    }

    @Test
    void averagePrecisionIsThatOfTheRanking() {
        // Given: right at places 1 and 3 of four, so (1 + 2/3) / 2
        var outputs =
                List.of(Output.copyOf(4, 0, 0), Output.copyOf(3, 0, 0), Output.copyOf(2, 0, 0), Output.copyOf(1, 0, 0));
        // When
        var measured = TaskMetrics.of(new TestedOutputs(TASK, outputs, outputs, List.of(are(0), are(), are(0), are())));
        // Then
        assertThat(metric(measured, "averagePrecision").value()).isCloseTo((1 + 2 / 3.0) / 2, within(1e-12));
        assertThat(measured.metrics().values())
                .allSatisfy(one -> assertThat(one.value()).isBetween(one.low(), one.high()));
    }

    @Test
    void sayNothingOfLabelsWhereThereAreNone() {
        var output = List.of(Output.copyOf(1, -1, 1));
        assertThat(TaskMetrics.of(new TestedOutputs(TASK, output, output, List.of(Optional.empty())))
                        .metrics()
                        .keySet())
                .containsExactly("teacherAgreement");
    }
}
