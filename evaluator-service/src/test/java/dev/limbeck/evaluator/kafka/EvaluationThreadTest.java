package dev.limbeck.evaluator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EvaluationThreadTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final List<Integer> exits = Collections.synchronizedList(new ArrayList<>());
    private final Breakdown breakdown = new Breakdown(exits::add);
    private final EvaluationThread thread = new EvaluationThread(breakdown);

    @AfterEach
    void stop() throws InterruptedException {
        thread.stop();
    }

    @Test
    void workThatFailsEndsTheProcess() {
        // Given
        var work = thread.run(() -> {
            throw new OutOfMemoryError("planted");
        });
        // Then
        assertThatThrownBy(() -> work.await().atMost(LONG)).hasMessageContaining("planted");
        assertThat(exits).containsExactly(Breakdown.FAILED);
    }

    @Test
    void workThatIsDoneDoesNot() {
        // When
        thread.run(() -> {}).await().atMost(LONG);
        // Then
        assertThat(exits).isEmpty();
    }

    @Test
    void whatFailsWhileTheProcessStopsIsNoFailureOfItsOwn() {
        // Given
        breakdown.stopping();
        var work = thread.run(() -> {
            throw new IllegalStateException("planted");
        });
        // Then
        assertThatThrownBy(() -> work.await().atMost(LONG)).hasMessageContaining("planted");
        assertThat(exits).isEmpty();
    }
}
