package dev.limbeck.evaluator.heldout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.split.Split;
import dev.limbeck.evaluator.Examples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeldOutCollectorTest {
    private static final double FRACTION = 0.3;

    @Test
    void takesWhatTheSplitHoldsOutAndNothingElse() {
        // Given
        var collector = new HeldOutCollector(FRACTION, 1_000);
        var offered = Examples.numbered(0, 200);
        // When
        offered.forEach(collector::offer);
        // Then
        var heldOut = offered.stream()
                .filter(example -> Split.of(example.record().recordId(), FRACTION) == Split.HELD_OUT)
                .count();
        assertThat(collector.size()).isEqualTo((int) heldOut).isBetween(30, 90);
    }

    @Test
    void takesAnIdOnce() {
        // Given
        var collector = new HeldOutCollector(FRACTION, 1_000);
        Examples.numbered(0, 50).forEach(collector::offer);
        int before = collector.size();
        // When
        Examples.numbered(0, 50).forEach(collector::offer);
        // Then
        assertThat(collector.size()).isEqualTo(before);
    }

    @Test
    void isFullAtItsLimitAndCountsTheTestPartApart() {
        // Given
        var collector = new HeldOutCollector(FRACTION, 10);
        collector.replaceTestPart(Examples.numbered(1_000, 1_005));
        // When
        Examples.numbered(0, 200).forEach(collector::offer);
        // Then
        assertThat(collector.isFull()).isTrue();
        assertThat(collector.size()).isEqualTo(15);
    }

    @Test
    void givesTheSameSnapshotInWhateverOrderTheExamplesCame() {
        // Given
        var inOrder = new HeldOutCollector(FRACTION, 1_000);
        var shuffled = new HeldOutCollector(FRACTION, 1_000);
        var examples = new ArrayList<>(Examples.numbered(0, 100));
        examples.forEach(inOrder::offer);
        // When
        Collections.shuffle(examples, new Random(1));
        examples.forEach(shuffled::offer);
        // Then
        assertThat(shuffled.snapshot().digest()).isEqualTo(inOrder.snapshot().digest());
    }

    @Test
    void tellsWhereItsExamplesComeFrom() {
        // Given
        var collector = new HeldOutCollector(0.5, 10);
        // When
        collector.replaceTestPart(Examples.numbered(0, 3));
        // Then
        assertThat(collector.describe()).isEqualTo("3 of the test part and 0 of the stream");
    }
}
