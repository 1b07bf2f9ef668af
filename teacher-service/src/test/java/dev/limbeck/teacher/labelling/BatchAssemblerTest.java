package dev.limbeck.teacher.labelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchAssemblerTest {
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final SteppingTicker ticker = new SteppingTicker();
    private final BatchAssembler<Integer> batches = new BatchAssembler<>(3, Duration.ofMillis(50), ticker);

    @Test
    void isDueWhenFull() {
        // Given
        List.of(1, 2, 3, 4).forEach(batches::add);
        // When
        var first = batches.takeDue();
        // Then
        assertThat(first).contains(List.of(1, 2, 3));
        assertThat(batches.takeDue()).isEmpty();
    }

    @Test
    void isDueWhenTheFirstRecordHasWaitedLongEnough() {
        // Given
        batches.add(1);
        ticker.advance(Duration.ofMillis(49));
        batches.add(2);
        assertThat(batches.takeDue()).isEmpty();
        // When
        ticker.advance(Duration.ofMillis(1));
        // Then
        assertThat(batches.takeDue()).contains(List.of(1, 2));
    }

    @Test
    void givesWhatWasLeftOverADeadlineOfItsOwn() {
        // Given
        List.of(1, 2, 3).forEach(batches::add);
        ticker.advance(Duration.ofMillis(30));
        batches.add(4);
        assertThat(batches.takeDue()).contains(List.of(1, 2, 3));
        // When
        ticker.advance(Duration.ofMillis(30));
        // Then
        assertThat(batches.takeDue()).isEmpty();
        ticker.advance(Duration.ofMillis(20));
        assertThat(batches.takeDue()).contains(List.of(4));
    }

    @Test
    void waitsNoLongerThanTheDeadline() {
        assertThat(batches.patience(IDLE)).isEqualTo(IDLE);
        batches.add(1);
        ticker.advance(Duration.ofMillis(20));
        assertThat(batches.patience(IDLE)).isEqualTo(Duration.ofMillis(30));
        ticker.advance(Duration.ofMillis(100));
        assertThat(batches.patience(IDLE)).isZero();
    }

    @Test
    void doesNotWaitWhileABatchIsFull() {
        // Given
        List.of(1, 2).forEach(batches::add);
        assertThat(batches.isFull()).isFalse();
        // When
        batches.add(3);
        // Then
        assertThat(batches.isFull()).isTrue();
        assertThat(batches.patience(IDLE)).isZero();
    }

    @Test
    void forgetsWhatIsSomebodyElses() {
        // Given
        List.of(1, 2, 3, 4, 5).forEach(batches::add);
        // When
        batches.discardIf(number -> number % 2 == 0);
        // Then
        assertThat(batches.takeDue()).contains(List.of(1, 3, 5));
    }
}
