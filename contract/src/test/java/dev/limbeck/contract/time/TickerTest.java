package dev.limbeck.contract.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TickerTest {
    private Duration reading = Duration.ofSeconds(-100);
    private final Ticker ticker = () -> reading;

    @Test
    void tellsHowLongItHasBeenAndHowLongItWillBe() {
        // Given
        var earlier = ticker.reading();
        var later = earlier.plusSeconds(10);
        // When
        reading = reading.plusSeconds(4);
        // Then
        assertThat(ticker.since(earlier)).isEqualTo(Duration.ofSeconds(4));
        assertThat(ticker.until(later)).isEqualTo(Duration.ofSeconds(6));
        assertThat(ticker.hasPassed(later)).isFalse();
        // When
        reading = reading.plusSeconds(7);
        // Then
        assertThat(ticker.until(later)).isZero();
        assertThat(ticker.hasPassed(later)).isTrue();
    }

    @Test
    void theSystemsOneNeverGoesBack() {
        // Given
        var earlier = Ticker.SYSTEM.reading();
        // Then
        assertThat(Ticker.SYSTEM.since(earlier)).isGreaterThanOrEqualTo(Duration.ZERO);
    }

    @Test
    void nanosecondsStopAtWhatALongHolds() {
        // Given
        var longest = Duration.between(Instant.ofEpochMilli(Long.MIN_VALUE), Instant.ofEpochMilli(Long.MAX_VALUE));
        // Then
        assertThat(Nanos.of(longest)).isEqualTo(Long.MAX_VALUE);
        assertThat(Nanos.of(longest.negated())).isEqualTo(Long.MIN_VALUE);
        assertThat(Nanos.of(Duration.ofSeconds(2))).isEqualTo(2_000_000_000L);
    }
}
