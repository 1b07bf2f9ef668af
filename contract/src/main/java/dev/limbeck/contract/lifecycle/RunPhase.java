package dev.limbeck.contract.lifecycle;

/** Where a run stands in its one fixed lifecycle. */
public enum RunPhase {
    /** Declared; nothing is done for it yet. */
    PENDING,
    /** Its topics are made. */
    PROVISIONING,
    /** The generation's teacher is trained or loaded. */
    TEACHER,
    /** The teacher is judged by what the run demands of it. */
    TEACHER_GATE,
    /** Records are labelled, students learn, checkpoints are judged. */
    DISTILLING,
    /** No more than what the source topic held when draining began is labelled; then the rest is trained on. */
    DRAINING,
    /** Nothing is done until it is resumed; the phase to come back to is in the state. */
    PAUSED,
    COMPLETED,
    FAILED,
    CANCELLED;

    /** Whether it ends here: such a run takes part in nothing any more. */
    public boolean isFinal() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }

    /** Whether teachers obtain the generation's network, if only to label with it later. */
    public boolean needsTeacher() {
        return this == TEACHER || this == TEACHER_GATE || isDistilling();
    }

    /** Whether records are labelled and trained on. */
    public boolean isDistilling() {
        return this == DISTILLING || this == DRAINING;
    }
}
