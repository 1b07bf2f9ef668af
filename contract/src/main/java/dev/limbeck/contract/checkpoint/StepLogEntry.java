package dev.limbeck.contract.checkpoint;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** One line of a student's step log. Read from its beginning, the log says how every weight came about. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StepLogEntry.WriterOpened.class, name = "writer"),
    @JsonSubTypes.Type(value = StepLogEntry.BatchComposed.class, name = "batch"),
    @JsonSubTypes.Type(value = StepLogEntry.RolledBack.class, name = "rollback")
})
public sealed interface StepLogEntry {
    /** Number of the process that wrote the entry, one higher than that of the process before. */
    int writer();

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
     */
    record BatchComposed(int writer, long batch, long step, SortedMap<Integer, OffsetRange> ranges, int examples)
            implements StepLogEntry {
        public BatchComposed {
            ranges = Collections.unmodifiableSortedMap(new TreeMap<>(ranges));
        }
    }
}
