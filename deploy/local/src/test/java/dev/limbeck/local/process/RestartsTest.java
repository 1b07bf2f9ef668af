package dev.limbeck.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartsTest {
    private static final Duration START = Duration.ofDays(-9);

    private final Restarts restarts = new Restarts(new RestartPolicy(3, Duration.ofMinutes(1), Duration.ofSeconds(1)));

    @Test
    void eachRestartWaitsTwiceAsLongAsTheOneBefore() {
        assertThat(restarts.afterEndAt(START)).contains(Duration.ofSeconds(1));
        assertThat(restarts.afterEndAt(START.plusSeconds(2))).contains(Duration.ofSeconds(2));
        assertThat(restarts.afterEndAt(START.plusSeconds(5))).contains(Duration.ofSeconds(4));
    }

    @Test
    void afterTooManyThereIsNoOther() {
        // Given
        for (int restart = 0; restart < 3; restart++) {
            restarts.afterEndAt(START.plusSeconds(restart));
        }
        // When
        var next = restarts.afterEndAt(START.plusSeconds(10));
        // Then
        assertThat(next).isEmpty();
    }

    @Test
    void whatWasLongAgoCountsNoLonger() {
        // Given
        for (int restart = 0; restart < 3; restart++) {
            restarts.afterEndAt(START);
        }
        // When
        var next = restarts.afterEndAt(START.plusSeconds(61));
        // Then
        assertThat(next).contains(Duration.ofSeconds(1));
    }
}
