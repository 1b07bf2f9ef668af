package dev.limbeck.contract.place;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.limbeck.contract.json.Kept;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** One line of a run's place topic, which says where the teacher stands on the source topic. The newest of a key counts. */
@Kept("a place of the teacher")
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PlaceEntry.Taken.class, name = "taken"),
    @JsonSubTypes.Type(value = PlaceEntry.Reached.class, name = "reached"),
    @JsonSubTypes.Type(value = PlaceEntry.Told.class, name = "told")
})
public sealed interface PlaceEntry {
    /**
     * The run reads this topic.
     *
     * @param from per partition, the first record that is the run's; a partition that came later is its from the beginning
     * @param whole whether nothing was labelled before: otherwise counts are of a part of what the run has labelled
     */
    record Taken(String topicId, SortedMap<Integer, Long> from, boolean whole) implements PlaceEntry {
        public Taken {
            from = Collections.unmodifiableSortedMap(new TreeMap<>(from));
        }
    }

    /**
     * How far a partition has come, and what became of its records, those of topics of before included.
     *
     * @param next offset of the record to label next
     * @param gone passed over because retention had removed them
     */
    record Reached(String topicId, long next, long labelled, long deadLettered, long gone) implements PlaceEntry {
        /** What the run has taken of the partition. */
        public long offered() {
            return labelled + deadLettered + gone;
        }

        public Reached to(long newNext) {
            return new Reached(topicId, newNext, labelled, deadLettered, gone);
        }

        /** After more records. */
        public Reached after(long newNext, long moreLabelled, long moreDeadLettered) {
            return new Reached(topicId, newNext, labelled + moreLabelled, deadLettered + moreDeadLettered, gone);
        }

        /** Without what is gone before an offset. */
        public Reached passingTo(long begin) {
            return new Reached(topicId, begin, labelled, deadLettered, gone + begin - next);
        }
    }

    /** The run was told of an obstacle, and is not told again. */
    record Told(String of) implements PlaceEntry {}
}
