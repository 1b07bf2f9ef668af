package dev.limbeck.teacher.labelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final int LARGEST = 65536;

    @Test
    void aFastTeacherComesToLabelAsManyAsWereDeclared() {
        // Given
        var pace = new Pace(LARGEST, LONGEST);
        // When
        for (int part = 0; part < 12; part++) {
            pace.took(pace.atOnce(), Duration.ofNanos(5_000L * pace.atOnce()));
        }
        // Then
        assertThat(pace.atOnce()).isEqualTo(LARGEST);
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 100, 1_000, 10_000, 100_000, 1_000_000})
    void howeverSlowTheTeacherOnlyTheFirstPartTakesLongerThanItShould(long microsARecord) {
        // Given
        var pace = new Pace(LARGEST, LONGEST);
        var aRecord = Duration.ofNanos(1_000 * microsARecord);
        pace.took(pace.atOnce(), aRecord.multipliedBy(pace.atOnce()));
        // When
        for (int part = 0; part < 100; part++) {
            var took = aRecord.multipliedBy(pace.atOnce());
            // Then
            assertThat(took).isLessThanOrEqualTo(LONGEST);
            pace.took(pace.atOnce(), took);
        }
    }

    @Test
    void aTeacherThatGetsSlowLabelsFewerAndOneAtLeast() {
        // Given
        var pace = new Pace(100, LONGEST);
        // When
        pace.took(64, Duration.ofSeconds(4));
        // Then
        assertThat(pace.atOnce()).isEqualTo(16);
        // When
        pace.took(16, Duration.ofMinutes(10));
        // Then
        assertThat(pace.atOnce()).isEqualTo(1);
    }

    @Test
    void aPartThatWasNotFullSaysNothingOfLargerOnes() {
        // Given
        var pace = new Pace(1000, LONGEST);
        // When
        pace.took(3, Duration.ofMillis(1));
        // Then
        assertThat(pace.atOnce()).isEqualTo(Pace.FIRST);
    }

    @Test
    void neverMoreThanWereDeclared() {
        // Given
        var pace = new Pace(16, LONGEST);
        // When
        pace.took(16, Duration.ofMillis(1));
        // Then
        assertThat(pace.atOnce()).isEqualTo(16);
    }
}
