package dev.limbeck.student.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.checkpoint.Position;
import dev.limbeck.contract.checkpoint.StepLogEntry;
import dev.limbeck.contract.checkpoint.StepLogEntry.BatchComposed;
import dev.limbeck.contract.checkpoint.StepLogEntry.RangesSkipped;
import dev.limbeck.contract.checkpoint.StepLogEntry.TopicTaken;
import dev.limbeck.contract.place.OffsetRange;
import dev.limbeck.contract.place.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** From where a student needs its topic, by its position and what its log has beyond it. */
class FirstNeededTest {
    private static final Position UNKNOWN = at(2, Map.of(0, 20L));
    private static final Position KNOWN = UNKNOWN.on("one", UNKNOWN.trainedThrough());

    @Test
    void itIsWhereTheStudentStands() {
        assertThat(needed(KNOWN, batch(3, 20, 30), batch(4, 30, 40))).isEqualTo(place("one", Map.of(0, 20L)));
    }

    @Test
    void whatWasPassedOverIsNotAskedFor() {
        assertThat(needed(KNOWN, skip(3, 0, 20, 50))).isEqualTo(place("one", Map.of(0, 50L)));
        assertThat(needed(UNKNOWN, skip(3, 0, 20, 50)).next()).isEqualTo(Map.of(0, 50L));
    }

    @Test
    void ofAPartitionThatCameLaterTheFirstRecordMayHaveBeenPassedOver() {
        assertThat(needed(KNOWN, skip(3, 1, 0, 7))).isEqualTo(place("one", Map.of(0, 20L, 1, 7L)));
    }

    @Test
    void aTopicThatTookThePlaceOfTheStudentsIsNeededFromWhereItWasTaken() {
        assertThat(needed(KNOWN, batch(3, 20, 30), taken(2, "two", Map.of()), batch(3, 0, 10)))
                .as("the first of the two is void")
                .isEqualTo(place("two", Map.of()));
    }

    @Test
    void aTopicThatTookThePlaceOfOneThatIsStillToBeRepeatedCannotBeNeededInstead() {
        assertThat(needed(KNOWN, batch(3, 20, 30), taken(3, "two", Map.of()), batch(4, 0, 10)))
                .isEqualTo(place("one", Map.of(0, 20L)));
    }

    /** A release of before had written them. */
    @Test
    void miniBatchesFromBeforeTheTopicWasKnownAreRepeatedFirst() {
        assertThat(needed(UNKNOWN, batch(3, 20, 30), taken(3, "one", Map.of(0, 30L, 1, 500L))))
                .isEqualTo(new Place(Optional.empty(), new TreeMap<>(Map.of(0, 20L))));
    }

    @Test
    void whatTheStudentHasBehindItPlaysNoPart() {
        assertThat(needed(KNOWN, taken(0, "zero", Map.of(0, 3L)), batch(1, 0, 10), batch(2, 10, 20)))
                .isEqualTo(place("one", Map.of(0, 20L)));
    }

    private static Place needed(Position position, StepLogEntry... entries) {
        return Repetition.firstNeeded(position, List.of(entries));
    }

    private static Place place(String topicId, Map<Integer, Long> next) {
        return new Place(Optional.of(topicId), new TreeMap<>(next));
    }

    private static Position at(long batches, Map<Integer, Long> through) {
        return new Position(batches, batches, new TreeMap<>(through), Ledger.empty());
    }

    private static BatchComposed batch(long number, long from, long to) {
        return new BatchComposed(
                1, number, number - 1, new TreeMap<>(Map.of(0, new OffsetRange(from, to))), 10, Optional.empty());
    }

    private static RangesSkipped skip(long number, int partition, long from, long to) {
        return new RangesSkipped(1, number, number - 1, new TreeMap<>(Map.of(partition, new OffsetRange(from, to))));
    }

    private static TopicTaken taken(long afterBatch, String topicId, Map<Integer, Long> from) {
        return new TopicTaken(1, afterBatch, topicId, new TreeMap<>(from));
    }
}
