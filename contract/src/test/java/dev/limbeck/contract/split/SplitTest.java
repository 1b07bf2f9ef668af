package dev.limbeck.contract.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
    @Test
    void theShareHeldOutIsTheOneAskedFor() {
        long heldOut = IntStream.range(0, 100_000)
                .filter(i -> Split.of("record-" + i, 0.05) == Split.HELD_OUT)
                .count();
        assertThat(heldOut / 100_000.0).isCloseTo(0.05, within(0.003));
    }

    @Test
    void aRecordHeldOutAtOneFractionStaysSoAtALargerOne() {
        IntStream.range(0, 10_000)
                .mapToObj(i -> "record-" + i)
                .filter(id -> Split.of(id, 0.02) == Split.HELD_OUT)
                .forEach(id -> assertThat(Split.of(id, 0.2)).isEqualTo(Split.HELD_OUT));
    }

    @Test
    void nothingIsHeldOutAtZero() {
        assertThat(IntStream.range(0, 10_000).mapToObj(i -> Split.of("r" + i, 0)))
                .containsOnly(Split.TRAINING);
    }

    /** Other languages must come to the same side; these are SHA-256 facts anyone can check. */
    @Test
    void theSplitIsTheDocumentedFunctionOfTheId() {
        // sha256("record-1") begins with b7462d6c…, that is 0.7159 of the range.
        assertThat(Split.of("record-1", 0.71)).isEqualTo(Split.TRAINING);
        assertThat(Split.of("record-1", 0.72)).isEqualTo(Split.HELD_OUT);
    }
}
