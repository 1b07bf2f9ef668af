package dev.limbeck.evaluator.evaluation;

import java.util.Locale;

/** Why a checkpoint is not measured. The name is a metric's tag, so it never changes. */
public enum SkipReason {
    /** The announcement cannot be read. */
    MALFORMED,
    /** Of a student the run does not have. */
    UNKNOWN_STUDENT,
    /** Not in the store, or no longer: checkpoints are kept only for so long. */
    MISSING,
    /** Its manifest does not agree with its files, or with the announcement. */
    DEFECTIVE,
    /** The network does not take the weights, or gives logits that are not finite. */
    UNUSABLE;

    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
