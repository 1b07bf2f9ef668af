package dev.limbeck.contract.checkpoint;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.limbeck.contract.json.Kept;
import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.place.OffsetRange;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One line of a student's step log. Read from its beginning, the log says how every weight came about. */
@Kept("a step log entry")
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StepLogEntry.WriterOpened.class, name = "writer"),
    @JsonSubTypes.Type(value = StepLogEntry.BatchComposed.class, name = "batch"),
    @JsonSubTypes.Type(value = StepLogEntry.RolledBack.class, name = "rollback"),
    @JsonSubTypes.Type(value = StepLogEntry.GapFound.class, name = "gap"),
    @JsonSubTypes.Type(value = StepLogEntry.RangesSkipped.class, name = "skip"),
    @JsonSubTypes.Type(value = StepLogEntry.Halted.class, name = "halt"),
    @JsonSubTypes.Type(value = StepLogEntry.TopicTaken.class, name = "topic")
})
public sealed interface StepLogEntry {
    /** Number of the process that wrote the entry, one higher than that of the process before. */
    int writer();

    /**
     * The entries that stand, in their order: a skip makes void what was written before it from its mini-batch on, and so
     * does a topic that takes the place of another.
     */
    static List<StepLogEntry> standing(List<StepLogEntry> entries) {
        return StandingEntries.of(entries);
    }

    /** A process has taken the student over; whatever an earlier writer still tries is refused. */
    record WriterOpened(int writer, Instant at) implements StepLogEntry {}

    /**
     * Training went astray: weights and optimizer are again what they were after an earlier mini-batch. Offsets go on.
     *
     * @param afterBatch number of the last mini-batch applied before
     * @param toBatch number of the mini-batch after which the weights were as they are now again
     */
    record RolledBack(int writer, long afterBatch, long toBatch) implements StepLogEntry {}

    /**
     * What a mini-batch is made of. It is durable before anything that follows from the batch is.
     *
     * @param batch number of the mini-batch, the first being 1; those without an example count too
     * @param step number of steps applied before it
     * @param ranges per partition, the records it accounts for
     * @param examples how many of them it trains on
     * @param adjusted what its step changes of objective and optimizer; absent when nothing
     */
    record BatchComposed(
            int writer,
            long batch,
            long step,
            SortedMap<Integer, OffsetRange> ranges,
            int examples,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Adjustment> adjusted)
            implements StepLogEntry {
        public BatchComposed {
            ranges = Collections.unmodifiableSortedMap(new TreeMap<>(ranges));
        }

        public static BatchComposed of(
                int writer,
                Position before,
                SortedMap<Integer, OffsetRange> ranges,
                int examples,
                Adjustment adjustment) {
            return new BatchComposed(
                    writer,
                    before.batches() + 1,
                    before.step(),
                    ranges,
                    examples,
                    Optional.of(adjustment).filter(one -> !one.equals(Adjustment.NONE)));
        }

        @JsonIgnore
        public Adjustment adjustment() {
            return adjusted.orElse(Adjustment.NONE);
        }
    }

    /**
     * Records that the student needs next are gone from the topic. It stands still; an event has told of it.
     *
     * @param ranges per partition, from the record needed next to the first that is left
     */
    record GapFound(int writer, SortedMap<Integer, OffsetRange> ranges) implements StepLogEntry {
        public GapFound {
            ranges = Collections.unmodifiableSortedMap(new TreeMap<>(ranges));
        }
    }

    /**
     * An operator has let the student go on without records that are gone. It takes the place of a mini-batch, and that
     * of all that were written before it with its number or a higher one: they can no longer be composed.
     *
     * @param batch number of the mini-batch whose place it takes
     * @param step number of steps applied before it
     * @param ranges per partition, what is passed over
     */
    record RangesSkipped(int writer, long batch, long step, SortedMap<Integer, OffsetRange> ranges)
            implements StepLogEntry {
        public RangesSkipped {
            ranges = Collections.unmodifiableSortedMap(new TreeMap<>(ranges));
        }
    }

    /**
     * The student stands still for another reason than a gap; an event has told of it.
     *
     * @param reason one sentence
     */
    record Halted(int writer, String reason) implements StepLogEntry {}

    /**
     * The student reads this topic from these offsets: at its beginning, or because an operator has let it go on with a
     * topic that was re-created or has lost its end. It is no mini-batch; those that were written before it with a higher
     * number can no longer be composed.
     *
     * @param afterBatch number of the last mini-batch applied before
     * @param from per partition; one that is not among them is read from its first record
     */
    record TopicTaken(int writer, long afterBatch, String topicId, SortedMap<Integer, Long> from)
            implements StepLogEntry {
        public TopicTaken {
            from = Collections.unmodifiableSortedMap(new TreeMap<>(from));
        }
    }
}
