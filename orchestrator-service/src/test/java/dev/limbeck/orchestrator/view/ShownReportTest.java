package dev.limbeck.orchestrator.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.orchestrator.view.Intervals.Interval;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownReportTest {
    /** From the formula: (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n) with z = 1.959964. */
    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({"0.9675, 1200, 0.955881, 0.976136", "1, 10, 0.722467, 1", "0, 10, 0, 0.277533", "1, 1, 0.206549, 1"})
    void theIntervalOfAShareIsThatOfWilson(double share, long examples, double low, double high) {
        assertThat(Interval.of(OptionalDouble.of(share), examples)).hasValueSatisfying(interval -> {
            assertThat(interval.low()).isEqualTo(low, within(1e-5));
            assertThat(interval.high()).isEqualTo(high, within(1e-5));
        });
    }

    @Test
    void whereNothingWasCountedThereIsNoInterval() {
        assertThat(Interval.of(OptionalDouble.empty(), 10)).isEmpty();
        assertThat(Interval.of(OptionalDouble.of(Double.NaN), 10)).isEmpty();
        assertThat(Interval.of(OptionalDouble.of(0.5), 0)).isEmpty();
    }
}
