package dev.limbeck.local.deadletter;

import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.kafka.deadletter.StoredDeadLetter;
import dev.limbeck.local.terminal.Printable;
import dev.limbeck.local.view.Table;
import java.time.Instant;

/**
 * A dead letter without its bytes.
 *
 * @param refusedAt when it was put on the dead-letter topic
 * @param sourceTime of the original record
 * @param bytes length of its value; 0 where there is none
 */
public record DeadLetterRow(
        int partition,
        long offset,
        Instant refusedAt,
        String stage,
        RejectionReason reason,
        String detail,
        String sourceTopic,
        int sourcePartition,
        long sourceOffset,
        Instant sourceTime,
        int bytes,
        boolean redriven) {
    /** For a person. */
    static final Table<DeadLetterRow> TABLE = Table.<DeadLetterRow>builder()
            .text("PARTITION", 9, row -> Integer.toString(row.partition()))
            .number("OFFSET", 6, row -> Long.toString(row.offset()))
            .text("TIME", 24, row -> row.refusedAt().toString())
            .text("STAGE", 8, DeadLetterRow::stage)
            .text("REASON", 16, row -> row.reason().name())
            .text("SOURCE", 16, row -> "%s-%d@%d"
                    .formatted(row.sourceTopic(), row.sourcePartition(), row.sourceOffset()))
            .text("DETAIL", 8, row -> row.detail() + (row.redriven() ? "  (redriven)" : ""))
            .build();

    static DeadLetterRow of(StoredDeadLetter stored) {
        var letter = stored.letter();
        byte[] value = stored.record().value();
        return new DeadLetterRow(
                stored.position().partition(),
                stored.position().offset(),
                stored.refusedAt(),
                Printable.text(letter.stage()),
                letter.rejection().reason(),
                Printable.text(letter.rejection().detail()),
                Printable.text(letter.source().topic()),
                letter.source().partition(),
                letter.sourceOffset(),
                letter.timestamp(),
                value == null ? 0 : value.length,
                stored.redriven());
    }
}
