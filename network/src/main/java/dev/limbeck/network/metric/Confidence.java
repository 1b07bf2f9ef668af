package dev.limbeck.network.metric;

/**
 * How sure a network was of what it said of one example.
 *
 * @param probability that it gave it, in [0, 1]
 * @param right 1 if it was so, 0 if not
 */
record Confidence(double probability, double right) {
    /** Of the top class. */
    static Confidence of(LabelledLogits example) {
        return new Confidence(Math.exp(example.logProbability(example.logits().top())), example.isRight() ? 1 : 0);
    }
}
