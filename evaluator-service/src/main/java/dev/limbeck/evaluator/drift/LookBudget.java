package dev.limbeck.evaluator.drift;

/**
 * How a probability of error is spent over looks without an end: the k-th look may use alpha / (k (k + 1)), and all of
 * them together alpha, since these sum to it. A spending function in the sense of Lan and DeMets, <i>Discrete sequential
 * boundaries for clinical trials</i>, Biometrika 70(3), 1983, doi:10.1093/biomet/70.3.659; by the union bound it holds
 * however the looks depend on each other.
 */
public final class LookBudget {
    private final double alpha;
    private long looks;

    /** @param alpha of all looks together */
    public LookBudget(double alpha) {
        this.alpha = alpha;
    }

    /** What the next look may use. */
    public double next() {
        looks++;
        return alpha / ((double) looks * (looks + 1));
    }
}
