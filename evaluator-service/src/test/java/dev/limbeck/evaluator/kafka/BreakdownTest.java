package dev.limbeck.evaluator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakdownTest {
    private final List<Integer> exits = new ArrayList<>();
    private final Breakdown breakdown = new Breakdown(exits::add);

    @Test
    void aFailureEndsTheProcessOnce() {
        // When
        breakdown.endAfter(new OutOfMemoryError("planted"));
        breakdown.endAfter(new IllegalStateException("that follows from it"));
        // Then
        assertThat(exits).containsExactly(Breakdown.FAILED);
    }

    @Test
    void whatFailsWhileTheProcessStopsIsNoFailureOfItsOwn() {
        // Given
        breakdown.stopping();
        // When
        breakdown.endAfter(new IllegalStateException("planted"));
        // Then
        assertThat(exits).isEmpty();
    }
}
