package dev.limbeck.dataset;

/** The two halves of a published dataset. */
public enum Part {
    /** To learn from. */
    TRAIN,
    /** Never learnt from. */
    TEST
}
