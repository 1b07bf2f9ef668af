package dev.limbeck.dataset;

/** The two halves of a published dataset: one to learn from, one never learnt from. */
public enum Part {
    /** Files whose names start with {@code train}. */
    TRAIN("train"),
    /** Files whose names start with {@code t10k}, whatever their real count. */
    TEST("t10k");

    private final String prefix;

    Part(String prefix) {
        this.prefix = prefix;
    }

    String imagesName() {
        return prefix + "-images-idx3-ubyte";
    }

    String labelsName() {
        return prefix + "-labels-idx1-ubyte";
    }
}
