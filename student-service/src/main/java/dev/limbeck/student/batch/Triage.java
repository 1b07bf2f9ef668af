package dev.limbeck.student.batch;

import dev.limbeck.contract.codec.Decoded;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.Rejection;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.contract.split.Split;

/**
 * Decides what a student does with a record. The decision follows from the run spec and from the partition's records
 * up to this one, so that a replay decides alike.
 */
public final class Triage {
    private final double heldOutFraction;
    private final boolean needsHardLabel;
    private final SeenRecords seen;

    /**
     * @param heldOutFraction share of records that nobody trains on
     * @param needsHardLabel whether the student learns from hard labels only
     */
    public Triage(double heldOutFraction, boolean needsHardLabel, SeenRecords seen) {
        this.heldOutFraction = heldOutFraction;
        this.needsHardLabel = needsHardLabel;
        this.seen = seen;
    }

    public static Triage of(DistillationRun run, StudentSpec student) {
        return new Triage(
                run.spec().evaluation().heldOut().fraction(),
                student.isControl(),
                new SeenRecords(run.spec().deduplication().window()));
    }

    /** To be asked once a record, in the order of each partition. */
    public Disposition dispose(StreamRecord record) {
        if (record.content() instanceof Decoded.Rejected<DistillationExample> rejected) {
            return new Disposition.DeadLettered(rejected.rejection());
        }
        return dispose(record, ((Decoded.Accepted<DistillationExample>) record.content()).message());
    }

    private Disposition dispose(StreamRecord record, DistillationExample example) {
        if (Split.ofDigest(record.fingerprint().id(), heldOutFraction) == Split.HELD_OUT) {
            return new Disposition.HeldOut();
        }
        return switch (seen.meet(record.partition(), record.offset(), record.fingerprint())) {
            case DUPLICATE -> new Disposition.Skipped(SkipReason.DUPLICATE);
            case CONFLICT ->
                new Disposition.DeadLettered(new Rejection(
                        RejectionReason.CONFLICT,
                        "record id %s came before with another payload"
                                .formatted(example.record().recordId())));
            case NEW ->
                needsHardLabel && example.record().hardLabel().isEmpty()
                        ? new Disposition.Skipped(SkipReason.NO_HARD_LABEL)
                        : new Disposition.Train(example);
        };
    }

    /** What has been seen, as part of a checkpoint. */
    public SeenRecords seen() {
        return seen;
    }
}
