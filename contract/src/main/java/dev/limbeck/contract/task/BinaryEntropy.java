package dev.limbeck.contract.task;

/** How unsure a probability of yes or no is, in nats. */
final class BinaryEntropy {
    static final double GREATEST = Math.log(2);

    private BinaryEntropy() {}

    /** {@code log(1 + e^-|x|) + |x| / (1 + e^|x|)}: nothing overflows, however large the logit is. */
    static double ofLogit(double logit) {
        double size = Math.abs(logit);
        return Math.min(GREATEST, Math.log1p(Math.exp(-size)) + size * Math.exp(-size) / (1 + Math.exp(-size)));
    }
}
