package dev.limbeck.student.audit;

/**
 * What came of an audit.
 *
 * @param derivedFrom checkpoint from which it was derived again, or {@code the beginning}
 * @param batches mini-batches that were repeated
 * @param detail one sentence
 */
public record AuditReport(
        String run,
        String student,
        String checkpoint,
        Verdict verdict,
        String derivedFrom,
        long batches,
        String detail) {

    /** Whether a checkpoint is what its lineage says. */
    public enum Verdict {
        /** The same weights, optimizer state, offsets and counts, bit for bit. */
        CONFIRMED,
        /** It differs from what its parent, the log and the topic give. */
        REFUTED,
        /** It cannot be derived any more, or is not whole. */
        UNDECIDABLE
    }
}
