package dev.limbeck.contract.event;

/** What counts as the right answer. */
public enum Reference {
    HARD_LABEL,
    /** The teacher's top class, where nobody knows the truth. */
    TEACHER
}
