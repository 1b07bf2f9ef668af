package dev.limbeck.student.training;

/** The places between two writes where a crash is most telling, in the order in which they are passed. */
public enum ProtocolPoint {
    /** A mini-batch's composition was given to the step log. */
    COMPOSED,
    /** Its step has been applied. */
    APPLIED,
    /** The state has been copied, nothing is on disk. */
    SNAPSHOT_TAKEN,
    /** All compositions up to the checkpoint are durable. */
    LOG_COMMITTED,
    /** The checkpoint is on disk, nobody has been told. */
    CHECKPOINT_WRITTEN,
    /** The evaluators have been told. */
    ANNOUNCED
}
