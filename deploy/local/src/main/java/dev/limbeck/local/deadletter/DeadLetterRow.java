package dev.limbeck.local.deadletter;

import dev.limbeck.contract.codec.RejectionReason;
import dev.limbeck.kafka.deadletter.StoredDeadLetter;
import java.time.Instant;
import java.util.Locale;

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
    private static final String ROW = "%-9s %8s  %-24s %-8s %-20s %s";

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

    static String heading() {
        return ROW.formatted("PARTITION", "OFFSET", "TIME", "STAGE", "REASON", "SOURCE, DETAIL");
    }

    String line() {
        return String.format(
                Locale.ROOT,
                ROW,
                partition,
                offset,
                refusedAt,
                stage,
                reason,
                "%s-%d@%d  %s%s"
                        .formatted(sourceTopic, sourcePartition, sourceOffset, detail, redriven ? "  (redriven)" : ""));
    }
}
