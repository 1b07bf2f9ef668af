package dev.limbeck.contract.record;

/** Why a record cannot be used. The name is the reason code on the dead-letter topic, so it never changes. */
public enum RejectionReason {
    /** No value: a tombstone or zero bytes. */
    EMPTY,
    /** Not a message of the schema, or a declared size that the payload does not have. */
    MALFORMED,
    /** A schema version this release does not know. */
    UNSUPPORTED_VERSION,
    /** Another element count or rank than the run declares, or another count of logits or values, of label or teacher. */
    SHAPE_MISMATCH,
    /** Other inputs than the run declares: one is missing, or there is one too many. */
    INPUT_NAMES,
    /** Values of another element type than the run declares. */
    INPUT_TYPE,
    /** An index of an input that is not one of its categories, or a truth value that is neither 0 nor 1. */
    INPUT_RANGE,
    /** NaN or an infinity among the inputs, the values of the label, or what the teacher gives. */
    NON_FINITE,
    /** A hard label that is not one of the run's classes. */
    LABEL_RANGE,
    /** A hard label of another kind than the run's task has. */
    LABEL_KIND,
    /** The id of an earlier record within the deduplication window, but another payload. */
    CONFLICT,
    /** The network raises an error on it, alone as among others: an index that it has no embedding for, say. */
    NETWORK_RAISED
}
