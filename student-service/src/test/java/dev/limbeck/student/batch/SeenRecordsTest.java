package dev.limbeck.student.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.student.batch.SeenRecords.Familiarity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeenRecordsTest {
    private static final int WINDOW = 50;

    /** By the definition: whether the newest record of that id that was new lies within the window. */
    @Property(tries = 200)
    void aRecordIsKnownByTheNewestOfItsIdWithinTheWindow(
            @ForAll @Size(min = 1, max = 300) List<@IntRange(min = 0, max = 60) Integer> ids,
            @ForAll @IntRange(min = 1, max = 40) int forgettingEvery) {
        var seen = new SeenRecords(WINDOW);
        Map<Integer, Long> newest = new TreeMap<>();
        for (int offset = 0; offset < ids.size(); offset++) {
            int id = ids.get(offset);
            boolean known = offset - newest.getOrDefault(id, -1L - WINDOW) <= WINDOW;
            if (!known) {
                newest.put(id, (long) offset);
            }
            assertThat(seen.meet(0, offset, new Fingerprint(id, id)))
                    .isEqualTo(known ? Familiarity.DUPLICATE : Familiarity.NEW);
            if (offset % forgettingEvery == 0) {
                seen.forgetBehind(new TreeMap<>(Map.of(0, (long) offset)));
            }
        }
    }

    @Test
    void moreRecordsThanAnyArrayBeganWithAreKept() {
        int window = 10_000;
        var seen = new SeenRecords(window);
        for (long offset = 0; offset < window; offset++) {
            seen.meet(0, offset, new Fingerprint(offset, 0));
        }
        var met = new ArrayList<Familiarity>();
        for (long offset = 0; offset < window; offset++) {
            met.add(seen.meet(0, window, new Fingerprint(offset, 0)));
        }
        assertThat(met).containsOnly(Familiarity.DUPLICATE);
    }

    @Test
    void whatATopicNoLongerHasIsNoDuplicateOfWhatComes() {
        // Given
        var seen = new SeenRecords(100);
        for (long offset = 0; offset < 10; offset++) {
            seen.meet(0, offset, new Fingerprint(offset, 0));
            seen.meet(1, offset, new Fingerprint(100 + offset, 0));
        }
        // When
        seen.goOnFrom(new TreeMap<>(Map.of(0, 5L)));
        // Then
        assertThat(seen.meet(0, 5, new Fingerprint(4, 0))).isEqualTo(Familiarity.DUPLICATE);
        assertThat(seen.meet(0, 6, new Fingerprint(5, 0))).isEqualTo(Familiarity.NEW);
        assertThat(seen.meet(1, 0, new Fingerprint(100, 0))).isEqualTo(Familiarity.NEW);
    }
}
