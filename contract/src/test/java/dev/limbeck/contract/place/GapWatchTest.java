package dev.limbeck.contract.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.place.TopicNow.Extent;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GapWatchTest {
    private static final Optional<String> KNOWN = Optional.of("first");

    @Test
    void nothingIsInTheWayOfAPlaceThatTheTopicStillHas() {
        // Given
        var topic = topic("first", Map.of(0, new Extent(100, 500), 1, new Extent(0, 0)));
        var place = place(KNOWN, Map.of(0, 100L, 1, 0L));
        // Then
        assertThat(GapWatch.between(place, topic)).isEmpty();
        assertThat(GapWatch.nearest(place, topic)).isEqualTo(Map.of(0, 100L, 1, 0L));
    }

    @Test
    void whatRetentionRemovedBeforeItWasReadIsGone() {
        // Given
        var topic = topic("first", Map.of(0, new Extent(140, 300), 1, new Extent(7, 9)));
        var place = place(KNOWN, Map.of(0, 0L, 1, 8L));
        // When
        var obstacle = GapWatch.between(place, topic).orElseThrow();
        // Then
        assertThat(obstacle).isEqualTo(new Obstacle.Overtaken(new TreeMap<>(Map.of(0, new OffsetRange(0, 140)))));
        assertThat(obstacle.reason("numbers", "labelled"))
                .isEqualTo(
                        "records 0 to 139 of partition 0 are gone from numbers before they were labelled, 140 in all");
        assertThat(GapWatch.nearest(place, topic)).isEqualTo(Map.of(0, 140L, 1, 8L));
    }

    @Test
    void aPartitionThatWasNeverReadAndLostItsBeginningIsAGapToo() {
        // Given
        var topic = topic("first", Map.of(0, new Extent(0, 300), 1, new Extent(30, 40)));
        // When
        var obstacle = GapWatch.between(place(KNOWN, Map.of(0, 300L)), topic);
        // Then
        assertThat(obstacle).contains(new Obstacle.Overtaken(new TreeMap<>(Map.of(1, new OffsetRange(0, 30)))));
    }

    /** It may have lost its beginning before the stage was there. */
    @Test
    void aPlaceThatKnowsNoTopicYetTakesUnreadPartitionsFromWhereTheyBegin() {
        // Given
        var topic = topic("first", Map.of(0, new Extent(0, 300), 1, new Extent(30, 40)));
        var place = place(Optional.empty(), Map.of(0, 200L));
        // Then
        assertThat(GapWatch.between(place, topic)).isEmpty();
        assertThat(GapWatch.nearest(place, topic)).isEqualTo(Map.of(0, 200L, 1, 30L));
    }

    @Test
    void aPartitionThatWasAddedIsReadFromItsFirstRecord() {
        // Given
        var topic = topic("first", Map.of(0, new Extent(50, 300), 1, new Extent(0, 40)));
        var place = place(KNOWN, Map.of(0, 200L));
        // Then
        assertThat(GapWatch.between(place, topic)).isEmpty();
        assertThat(GapWatch.nearest(place, topic)).isEqualTo(Map.of(0, 200L, 1, 0L));
    }

    /** Its offsets may well be there: they mean other records. */
    @Test
    void aTopicWithAnotherIdIsAnotherTopicWhateverItsOffsetsAre() {
        // Given
        var topic = topic("second", Map.of(0, new Extent(0, 1800)));
        // When
        var obstacle = GapWatch.between(place(KNOWN, Map.of(0, 998L)), topic).orElseThrow();
        // Then
        assertThat(obstacle).isEqualTo(new Obstacle.Recreated("first", "second"));
        assertThat(obstacle.reason("numbers", "learnt from"))
                .startsWith("numbers was re-created: it has topic id second");
    }

    @Test
    void aTopicThatEndsBeforeThePlaceHasLostWhatWasRead() {
        // Given
        var topic = topic("first", Map.of(0, new Extent(0, 900)));
        var place = place(KNOWN, Map.of(0, 1000L));
        // When
        var obstacle = GapWatch.between(place, topic).orElseThrow();
        // Then
        assertThat(obstacle).isEqualTo(new Obstacle.Shortened(new TreeMap<>(Map.of(0, new OffsetRange(900, 1000)))));
        assertThat(obstacle.reason("numbers", "labelled"))
                .isEqualTo("numbers has lost records: partition 0 ends at offset 900, and was labelled up to 1000");
        assertThat(GapWatch.nearest(place, topic)).isEqualTo(Map.of(0, 900L));
    }

    private static Place place(Optional<String> topicId, Map<Integer, Long> next) {
        return new Place(topicId, new TreeMap<>(next));
    }

    private static TopicNow topic(String id, Map<Integer, Extent> partitions) {
        return new TopicNow("numbers", id, new TreeMap<>(partitions));
    }
}
