package dev.limbeck.student.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.place.OffsetRange;
import dev.limbeck.contract.record.Rejection;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.contract.run.BatchingSpec;
import dev.limbeck.student.Examples;
import dev.limbeck.student.TestTicker;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MiniBatchAssemblerTest {
    private static final Rejection REJECTION = new Rejection(RejectionReason.MALFORMED, "for a test");

    private final TestTicker ticker = new TestTicker();
    private final MiniBatchAssembler assembler =
            new MiniBatchAssembler(new BatchingSpec(3, Duration.ofSeconds(2)), 1, ticker);

    @Test
    void aBatchClosesWhenItIsFull() {
        // Given
        train(0, 10);
        train(1, 4);
        assertThat(assembler.takeIfDue()).isEmpty();
        // When
        train(0, 11);
        // Then
        var batch = assembler.takeIfDue().orElseThrow();
        assertThat(batch.items()).hasSize(3);
        assertThat(batch.ranges()).isEqualTo(Map.of(0, new OffsetRange(10, 12), 1, new OffsetRange(4, 5)));
        assertThat(assembler.pending()).isZero();
    }

    @Test
    void aBatchClosesWhenItsFirstRecordHasWaitedLongEnough() {
        train(0, 10);
        ticker.pass(Duration.ofMillis(1999));
        assertThat(assembler.takeIfDue()).isEmpty();

        ticker.pass(Duration.ofMillis(1));

        assertThat(assembler.takeIfDue().orElseThrow().items()).hasSize(1);
    }

    @Test
    void fewerThanCanBeLearntFromWaitForOthersHoweverLong() {
        // Given
        var pairs = new MiniBatchAssembler(new BatchingSpec(3, Duration.ofSeconds(2)), 2, ticker);
        var example = Examples.example(1);
        pairs.add(Examples.at(0, 1, example), new Disposition.Train(example));
        // When
        ticker.pass(Duration.ofHours(1));
        // Then
        assertThat(pairs.takeIfDue()).isEmpty();
        assertThat(pairs.isWaitingForMore()).isTrue();
        // When
        pairs.add(Examples.at(0, 2, example), new Disposition.Train(example));
        // Then
        assertThat(pairs.isWaitingForMore()).isFalse();
        assertThat(pairs.takeIfDue().orElseThrow().items()).hasSize(2);
    }

    @Test
    void recordsWithoutAnExampleWaitForNobody() {
        // Given
        var pairs = new MiniBatchAssembler(new BatchingSpec(3, Duration.ofSeconds(2)), 2, ticker);
        pairs.add(Examples.at(0, 5, Examples.example(1)), new Disposition.HeldOut());
        // When
        ticker.pass(Duration.ofSeconds(2));
        // Then
        assertThat(pairs.takeIfDue()).isPresent();
    }

    @Test
    void everyRecordIsAccountedForWhateverBecomesOfIt() {
        assembler.add(Examples.at(0, 5, Examples.example(1)), new Disposition.HeldOut());
        assembler.add(Examples.unusable(0, 6), new Disposition.DeadLettered(REJECTION));
        assembler.add(Examples.at(0, 9, Examples.example(2)), new Disposition.Skipped(SkipReason.NO_HARD_LABEL));
        ticker.pass(Duration.ofSeconds(2));

        var batch = assembler.takeIfDue().orElseThrow();

        assertThat(batch.items()).isEmpty();
        assertThat(batch.ranges()).isEqualTo(Map.of(0, new OffsetRange(5, 10)));
        assertThat(batch.ledger()).isEqualTo(new Ledger(0, 1, 1, Map.of("NO_HARD_LABEL", 1L)));
    }

    @Test
    void theOrderOfPartitionsMakesNoDifference() {
        train(1, 4);
        train(0, 10);
        train(1, 5);
        var places = assembler.takeIfDue().orElseThrow().items().stream()
                .map(item -> item.partition() + ":" + item.offset())
                .toList();
        assertThat(places).containsExactly("0:10", "1:4", "1:5");
    }

    @Test
    void aFullBatchTakesNoMore() {
        train(0, 1);
        train(0, 2);
        train(0, 3);
        assertThatThrownBy(() -> train(0, 4)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nothingIsDueWithoutARecord() {
        ticker.pass(Duration.ofHours(1));
        assertThat(assembler.takeIfDue()).isEmpty();
    }

    private void train(int partition, long offset) {
        var example = Examples.example(offset);
        assembler.add(Examples.at(partition, offset, example), new Disposition.Train(example));
    }
}
