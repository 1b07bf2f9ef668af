package dev.limbeck.network.metric;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.event.Breakdown;
import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.OfValues;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.task.Regression;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegressionMetricsTest {
    private static final Regression TASK = new Regression(1, List.of(2.0));

    private static Optional<HardLabel> is(float... values) {
        return Optional.of(new OfValues(
                IntStream.range(0, values.length).mapToObj(i -> values[i]).toList()));
    }

    private static Measured metric(Measurement measured, String name) {
        assertThat(measured.metrics()).containsKey(name);
        return requireNonNull(measured.metrics().get(name));
    }

    private static Measurement measure(Regression task, List<Output> outputs, List<Optional<HardLabel>> labels) {
        return TaskMetrics.of(new TestedOutputs(task, outputs, outputs, labels));
    }

    @Test
    void areThoseOfTheTextbooks() {
        // Given: errors 1, -1, 3 and 0, which is worth 1/2, 1/2, 0 and 1
        var outputs = List.of(Output.copyOf(1), Output.copyOf(1), Output.copyOf(7), Output.copyOf(6));
        // When
        var measured = measure(TASK, outputs, List.of(is(0), is(2), is(4), is(6)));
        // Then: the labels' squares about their mean of 3 are 20
        assertThat(metric(measured, "mae").value()).isCloseTo(5 / 4.0, within(1e-12));
        assertThat(metric(measured, "rmse").value()).isCloseTo(Math.sqrt(11 / 4.0), within(1e-12));
        assertThat(metric(measured, "rSquared").value()).isCloseTo(1 - 11 / 20.0, within(1e-12));
        assertThat(metric(measured, "closeness").value()).isCloseTo(0.5, within(1e-12));
        assertThat(metric(measured, "teacherAgreement").value()).isEqualTo(1);
    }

    @Test
    void measureAllThatTheTaskSaysWithIntervals() {
        // Given
        var random = new Random(1);
        var labels = IntStream.range(0, 500)
                .mapToObj(i -> is((float) random.nextGaussian()))
                .toList();
        var outputs = labels.stream()
                .map(label -> Output.copyOf(
                        (float) (Regression.values(label.orElseThrow()).get(0) + 0.5 * random.nextGaussian())))
                .toList();
        // When
        var measured = measure(TASK, outputs, labels);
        // Then
        assertThat(measured.metrics().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        TASK.metrics().stream().map(metric -> metric.name()).toList());
        assertThat(measured.metrics().values()).allSatisfy(metric -> {
            assertThat(metric.value()).isBetween(metric.low(), metric.high());
            assertThat(metric.examples()).isEqualTo(500);
        });
        assertThat(metric(measured, "rmse").low()).isLessThan(0.5);
        assertThat(metric(measured, "rmse").high()).isGreaterThan(0.5);
        assertThat(measured.breakdown().parts())
                .hasSize(5)
                .allSatisfy(part -> assertThat(part.metrics().keySet()).containsExactly("MAE", "mean error"));
    }

    @Test
    void ofSeveralValuesEachIsAPart() {
        // Given: the second value is always too high by 3, which is worth nothing
        var task = new Regression(2, List.of(2.0));
        var outputs = List.of(Output.copyOf(0, 3), Output.copyOf(1, 4));
        // When
        var measured = measure(task, outputs, List.of(is(0, 0), is(1, 1)));
        // Then
        assertThat(metric(measured, "closeness").value()).isEqualTo(0.5);
        assertThat(measured.breakdown().by()).isEqualTo("value");
        assertThat(measured.breakdown().parts())
                .extracting(Breakdown.Part::name)
                .containsExactly("0", "1");
        assertThat(requireNonNull(measured.breakdown().parts().get(1).metrics().get("mean error"))
                        .value())
                .isEqualTo(3);
    }

    @Test
    void whereNothingVariesOrNothingIsLabelledNothingIsSaidOfIt() {
        // Then
        assertThat(measure(TASK, List.of(Output.copyOf(1), Output.copyOf(2)), List.of(is(1), is(1)))
                        .metrics())
                .doesNotContainKey("rSquared");
        assertThat(measure(TASK, List.of(Output.copyOf(1)), List.of(Optional.empty()))
                        .metrics()
                        .keySet())
                .containsExactly("teacherAgreement");
    }
}
