package dev.limbeck.network.metric;

/** Negative log-likelihood of the hard label, in nats: unlike accuracy, it charges for misplaced confidence. */
final class NegativeLogLikelihood {
    private NegativeLogLikelihood() {}

    static double of(LabelledLogits example) {
        return -example.logProbability(example.hardLabel());
    }
}
