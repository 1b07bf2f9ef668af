package dev.limbeck.evaluator.heldout;

import static dev.limbeck.evaluator.heldout.Collecting.offer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.run.EvaluationSpec.HeldOut.Keep;
import dev.limbeck.contract.run.PromotionSpec.Metric;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CurrentHeldOutSetTest {
    private final HeldOutCollector collector = Collecting.of(Keep.FIRST, 10, 1_000);

    private void offerUntilSize(int size) {
        for (int number = 0; collector.size() < size; number++) {
            offer(collector, number);
        }
    }

    @Test
    void staysTheSameUntilATenthIsAdded() {
        // Given
        var heldOut = new CurrentHeldOutSet(collector);
        offerUntilSize(100);
        var first = heldOut.take(Metric.ACCURACY).orElseThrow();
        // When
        offerUntilSize(109);
        var unchanged = heldOut.take(Metric.ACCURACY).orElseThrow();
        offerUntilSize(110);
        var grown = heldOut.take(Metric.ACCURACY).orElseThrow();
        // Then
        assertThat(unchanged).isSameAs(first);
        assertThat(grown.size()).isEqualTo(110);
    }

    @Test
    void takesTheLastExamplesWhenThereCanBeNoMore() {
        // Given
        var small = Collecting.of(Keep.FIRST, 1, 100);
        var heldOut = new CurrentHeldOutSet(small);
        int number = 0;
        while (small.size() < 99) {
            offer(small, number++);
        }
        var before = heldOut.take(Metric.ACCURACY);
        // When
        while (small.size() < 100) {
            offer(small, number++);
        }
        small.readThrough(Instant.ofEpochSecond(number));
        // Then
        assertThat(before.orElseThrow().size()).isEqualTo(99);
        assertThat(heldOut.take(Metric.ACCURACY).orElseThrow().size()).isEqualTo(100);
    }

    @Test
    void thereIsNoneWithFewerExamplesThanAreEnough() {
        // Given
        var heldOut = new CurrentHeldOutSet(collector);
        // When
        offerUntilSize(9);
        // Then
        assertThat(heldOut.take(Metric.ACCURACY)).isEmpty();
        assertThat(heldOut.describe(Metric.ACCURACY))
                .isEqualTo("there are 0 of the test part and 9 of the stream held-out examples,"
                        + " spec.evaluation.heldOut.minExamples is 10");
        // When
        offerUntilSize(10);
        // Then
        assertThat(heldOut.take(Metric.ACCURACY).orElseThrow().size()).isEqualTo(10);
    }

    @Test
    void followsTheNewestInStepsOfATenth() {
        // Given
        var newest = Collecting.of(Keep.NEWEST, 10, 50);
        var heldOut = new CurrentHeldOutSet(newest);
        newest.caughtUp();
        int number = 0;
        while (newest.taken() < 200) {
            offer(newest, number++);
        }
        var first = heldOut.take(Metric.ACCURACY).orElseThrow();
        // When
        while (newest.taken() < 204) {
            offer(newest, number++);
        }
        var unchanged = heldOut.take(Metric.ACCURACY).orElseThrow();
        while (newest.taken() < 205) {
            offer(newest, number++);
        }
        var refreshed = heldOut.take(Metric.ACCURACY).orElseThrow();
        // Then
        assertThat(unchanged).isSameAs(first);
        assertThat(refreshed.size()).isEqualTo(50);
        assertThat(refreshed.digest()).isNotEqualTo(first.digest());
    }

    @Test
    void theNewestAreNotKnownBeforeAllIsRead() {
        // Given: a restarted evaluator, which reads from the beginning
        var newest = Collecting.of(Keep.NEWEST, 10, 50);
        var heldOut = new CurrentHeldOutSet(newest);
        offer(newest, 0, 200);
        var early = heldOut.take(Metric.ACCURACY);
        // When
        newest.caughtUp();
        // Then
        assertThat(early).isEmpty();
        assertThat(heldOut.take(Metric.ACCURACY)).isPresent();
    }
}
