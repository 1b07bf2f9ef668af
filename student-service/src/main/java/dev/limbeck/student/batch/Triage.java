package dev.limbeck.student.batch;

import dev.limbeck.contract.codec.Decoded;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.contract.split.Split;

/**
 * Decides what a student does with a record: a pure function of record and run spec, so that a replay decides alike.
 *
 * @param heldOutFraction share of records that nobody trains on
 * @param needsHardLabel whether the student learns from hard labels only
 */
public record Triage(double heldOutFraction, boolean needsHardLabel) {
    public static Triage of(DistillationRun run, StudentSpec student) {
        return new Triage(run.spec().evaluation().heldOut().fraction(), student.isControl());
    }

    public Disposition dispose(StreamRecord record) {
        if (!(record.content() instanceof Decoded.Accepted<DistillationExample> accepted)) {
            return new Disposition.DeadLettered();
        }
        var example = accepted.message();
        if (Split.of(example.record().recordId(), heldOutFraction) == Split.HELD_OUT) {
            return new Disposition.HeldOut();
        }
        if (needsHardLabel && example.record().hardLabel().isEmpty()) {
            return new Disposition.Skipped(SkipReason.NO_HARD_LABEL);
        }
        return new Disposition.Train(example);
    }
}
