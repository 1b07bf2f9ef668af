package dev.limbeck.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void oneRepetitionThatWasDisturbedMovesTheMedianLittle() {
        // When
        var spread = Spread.of(List.of(0.97, 0.2, 0.96, 0.98, 0.95));
        // Then
        assertThat(spread).isEqualTo(new Spread(0.96, 0.2, 0.98));
    }

    @Test
    void anEvenNumberOfRepetitionsHasItsMedianBetweenTheMiddleTwo() {
        // When
        var spread = Spread.of(List.of(4.0, 1.0, 2.0, 3.0));
        // Then
        assertThat(spread.median()).isEqualTo(2.5);
    }

    @Test
    void theSmallestAndLargestOfManyStand() {
        // Given
        var many = IntStream.range(0, 2000)
                .mapToObj(i -> (double) (i * 7919 % 2000))
                .toList();
        // When
        var spread = Spread.of(many);
        // Then
        assertThat(spread).isEqualTo(new Spread(999.5, 0, 1999));
    }

    @Test
    void nothingMeasuredIsNoFigure() {
        assertThatThrownBy(() -> Spread.of(List.of())).hasMessageContaining("needed is one or more");
        assertThatThrownBy(() -> Spread.of(List.of(1.0, Double.NaN))).hasMessageContaining("finite");
    }
}
