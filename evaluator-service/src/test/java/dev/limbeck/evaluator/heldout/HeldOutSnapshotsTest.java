package dev.limbeck.evaluator.heldout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.evaluator.Examples;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeldOutSnapshotsTest {
    private final HeldOutCollector collector = new HeldOutCollector(0.5, 1_000);

    private void offerUntilSize(int size) {
        for (int number = 0; collector.size() < size; number++) {
            collector.offer(Examples.numbered(number));
        }
    }

    @Test
    void staysTheSameUntilATenthIsAdded() throws InterruptedException {
        // Given
        var snapshots = new HeldOutSnapshots(collector, 10);
        offerUntilSize(100);
        var first = snapshots.await();
        // When
        offerUntilSize(109);
        var unchanged = snapshots.await();
        offerUntilSize(110);
        var grown = snapshots.await();
        // Then
        assertThat(unchanged).isSameAs(first);
        assertThat(grown.size()).isEqualTo(110);
    }

    @Test
    void takesTheLastExamplesWhenThereCanBeNoMore() throws InterruptedException {
        // Given
        var small = new HeldOutCollector(0.5, 100);
        var snapshots = new HeldOutSnapshots(small, 1);
        int number = 0;
        while (small.size() < 99) {
            small.offer(Examples.numbered(number++));
        }
        snapshots.await();
        // When
        while (!small.isFull()) {
            small.offer(Examples.numbered(number++));
        }
        // Then
        assertThat(snapshots.await().size()).isEqualTo(100);
    }

    @Test
    void waitsForTheFewestExamplesThatAreEnough() throws Exception {
        // Given
        var snapshots = new HeldOutSnapshots(collector, 10);
        offerUntilSize(9);
        var awaited = CompletableFuture.supplyAsync(() -> {
            try {
                return snapshots.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(awaited).isNotDone();
        // When
        offerUntilSize(10);
        // Then
        assertThat(awaited.get(5, TimeUnit.SECONDS).size()).isEqualTo(10);
    }
}
