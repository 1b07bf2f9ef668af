package dev.limbeck.evaluator.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.split.Split;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WatchShareTest {
    private static final List<String> IDS =
            IntStream.range(0, 20_000).mapToObj(i -> "record-" + i).toList();

    private static boolean isWatched(String id, double share) {
        return new WatchShare(share).includes(id.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void takesItsShareAndAllOrNothingAtTheEnds() {
        // Given
        double share = 0.25;
        // When
        long watched = IDS.stream().filter(id -> isWatched(id, share)).count();
        // Then
        assertThat((double) watched / IDS.size()).isCloseTo(share, within(0.01));
        assertThat(IDS).allMatch(id -> isWatched(id, 1)).noneMatch(id -> isWatched(id, 0));
    }

    @Test
    void watchesHeldOutRecordsAsOftenAsOthers() {
        // Given
        var heldOut =
                IDS.stream().filter(id -> Split.of(id, 0.25) == Split.HELD_OUT).toList();
        // When
        long watched = heldOut.stream().filter(id -> isWatched(id, 0.25)).count();
        // Then
        assertThat((double) watched / heldOut.size()).isCloseTo(0.25, within(0.02));
    }
}
