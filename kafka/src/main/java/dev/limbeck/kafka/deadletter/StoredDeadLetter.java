package dev.limbeck.kafka.deadletter;

import static java.util.Objects.requireNonNull;

import dev.limbeck.contract.record.RejectionReason;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A dead letter as it stands on its topic. Holds on to the record's bytes, so keep few of them.
 *
 * @param redriven whether it was sent back to its source once
 */
public record StoredDeadLetter(
        DeadLetterPosition position, DeadLetter letter, boolean redriven, ConsumerRecord<byte[], byte[]> record) {
    public StoredDeadLetter {
        requireNonNull(position, "position");
        requireNonNull(letter, "letter");
        requireNonNull(record, "record");
    }

    public Instant refusedAt() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    /** Whether the original can be sent again from here: what was too large for this topic stayed at its source. */
    public boolean isComplete() {
        boolean hasValue = record.value() != null || letter.rejection().reason() == RejectionReason.EMPTY;
        return hasValue && record.headers().lastHeader(DeadLetter.CUT) == null;
    }
}
