package dev.limbeck.evaluator.metric;

import java.util.List;

/** Share of examples whose top class is the hard label. */
public final class Accuracy {
    private Accuracy() {}

    /** @param examples at least one */
    public static double of(List<LabelledLogits> examples) {
        return (double) examples.stream().filter(LabelledLogits::isRight).count() / examples.size();
    }
}
