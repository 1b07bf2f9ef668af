package dev.limbeck.evaluator.heldout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.evaluator.Examples;
import org.junit.jupiter.api.Test;

class HeldOutSnapshotsTest {
    private final HeldOutCollector collector = new HeldOutCollector(0.5, 1_000);

    private void offerUntilSize(int size) {
        for (int number = 0; collector.size() < size; number++) {
            collector.offer(Examples.numbered(number));
        }
    }

    @Test
    void staysTheSameUntilATenthIsAdded() {
        // Given
        var snapshots = new HeldOutSnapshots(collector, 10);
        offerUntilSize(100);
        var first = snapshots.take().orElseThrow();
        // When
        offerUntilSize(109);
        var unchanged = snapshots.take().orElseThrow();
        offerUntilSize(110);
        var grown = snapshots.take().orElseThrow();
        // Then
        assertThat(unchanged).isSameAs(first);
        assertThat(grown.size()).isEqualTo(110);
    }

    @Test
    void takesTheLastExamplesWhenThereCanBeNoMore() {
        // Given
        var small = new HeldOutCollector(0.5, 100);
        var snapshots = new HeldOutSnapshots(small, 1);
        int number = 0;
        while (small.size() < 99) {
            small.offer(Examples.numbered(number++));
        }
        var before = snapshots.take();
        // When
        while (!small.isFull()) {
            small.offer(Examples.numbered(number++));
        }
        // Then
        assertThat(before.orElseThrow().size()).isEqualTo(99);
        assertThat(snapshots.take().orElseThrow().size()).isEqualTo(100);
    }

    @Test
    void thereIsNoneWithFewerExamplesThanAreEnough() {
        // Given
        var snapshots = new HeldOutSnapshots(collector, 10);
        // When
        offerUntilSize(9);
        // Then
        assertThat(snapshots.take()).isEmpty();
        assertThat(snapshots.describe())
                .isEqualTo("there are 0 of the test part and 9 of the stream held-out examples,"
                        + " spec.evaluation.heldOut.minExamples is 10");
        // When
        offerUntilSize(10);
        // Then
        assertThat(snapshots.take().orElseThrow().size()).isEqualTo(10);
    }
}
