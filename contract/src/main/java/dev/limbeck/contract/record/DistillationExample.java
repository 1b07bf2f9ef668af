package dev.limbeck.contract.record;

import static java.util.Objects.requireNonNull;

/** A production record and the teacher's soft target for it: all that a student needs, with no join. */
public record DistillationExample(ProductionRecord record, SoftTarget softTarget) {
    public DistillationExample {
        requireNonNull(record, "record");
        requireNonNull(softTarget, "softTarget");
    }
}
