package dev.limbeck.orchestrator.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AlphaSpendingTest {
    private static final AlphaSpending SPENDING = new AlphaSpending(0.05);

    @Test
    void theLevelsOfARunWithoutEndAddUpToAlpha() {
        // Given
        long last = 100_000;
        double spent =
                LongStream.rangeClosed(1, last).mapToDouble(SPENDING::level).sum();
        // When the sum of all later ones is put between the integrals of k^-1.3
        double s = AlphaSpending.EXPONENT;
        double scale = SPENDING.alpha() / AlphaSpending.ZETA / (s - 1);
        double most = spent + scale * Math.pow((double) last, 1 - s);
        double least = spent + scale * Math.pow((double) last + 1, 1 - s);
        // Then
        assertThat(0.05).isBetween(least - 1e-9, most + 1e-9);
        assertThat(most - least).isLessThan(1e-7);
    }

    @Test
    void theFirstComparisonMaySpendAQuarterAndLaterOnesLess() {
        assertThat(SPENDING.level(1)).isCloseTo(0.0127164, within(1e-6));
        assertThat(SPENDING.level(200)).isCloseTo(1.2967e-5, within(1e-8));
        assertThatThrownBy(() -> SPENDING.level(0)).hasMessage("comparison is 0, allowed is 1 or more");
    }
}
