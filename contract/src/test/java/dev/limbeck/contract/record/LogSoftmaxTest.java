package dev.limbeck.contract.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogSoftmaxTest {
    @ParameterizedTest(name = "at temperature {0}")
    @ValueSource(doubles = {0.5, 1, 4, 20})
    void softeningNeverChangesTheTeachersChoice(double temperature) {
        // Given
        var logits = Output.copyOf(1.2f, 7.5f, -3f);
        // When
        double[] logProbabilities = LogSoftmax.of(logits, temperature);
        // Then
        assertThat(logProbabilities[logits.top()])
                .isEqualTo(Arrays.stream(logProbabilities).max().orElseThrow());
        assertThat(Arrays.stream(logProbabilities).map(Math::exp).sum()).isCloseTo(1, within(1e-12));
        assertThat(logProbabilities[1] - logProbabilities[0]).isCloseTo((7.5f - 1.2f) / temperature, within(1e-6));
    }

    @Test
    void hugeLogitsDoNotOverflow() {
        assertThat(LogSoftmax.of(Output.copyOf(1e30f, -1e30f), 1)[0]).isZero();
        assertThat(LogSoftmax.of(Output.copyOf(1e30f, -1e30f), 1)[1])
                .isLessThan(-1e30)
                .isFinite();
    }

    @Test
    void whatItIsTakenOfStaysAsItIs() {
        // Given
        double[] logits = {1, 2};
        // Then
        assertThat(LogSoftmax.of(logits, 1)).containsExactly(LogSoftmax.of(Output.copyOf(1, 2), 1));
        assertThat(logits).containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesATemperatureThatIsNone(double temperature) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogSoftmax.of(Output.copyOf(1, 2), temperature))
                .withMessageStartingWith("temperature is " + temperature);
    }
}
