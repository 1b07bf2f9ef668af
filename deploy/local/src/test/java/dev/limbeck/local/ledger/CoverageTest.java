package dev.limbeck.local.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.place.OffsetRange;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageTest {
    /** Offset 2 holds no record: a transaction marker. */
    private static final List<Long> OFFSETS = List.of(0L, 1L, 3L, 4L, 5L, 6L);

    @Test
    void consecutiveRangesCoverAllThatWasTaken() {
        assertThat(Coverage.of(OFFSETS, List.of(new OffsetRange(0, 2), new OffsetRange(3, 5))))
                .isEqualTo(new Coverage(4, List.of(), List.of(), 2));
    }

    @Test
    void aRecordInNoRangeIsAGap() {
        assertThat(Coverage.of(OFFSETS, List.of(new OffsetRange(0, 2), new OffsetRange(4, 7))))
                .isEqualTo(new Coverage(5, List.of(3L), List.of(), 0));
    }

    @Test
    void aRecordInTwoRangesIsAnOverlap() {
        assertThat(Coverage.of(OFFSETS, List.of(new OffsetRange(0, 4), new OffsetRange(3, 7))))
                .isEqualTo(new Coverage(5, List.of(), List.of(3L), 0));
    }
}
