package dev.limbeck.orchestrator.gate;

/**
 * How a run's error budget is spent over its comparisons: comparison k may spend alpha · k^-s / ζ(s). The shares add up
 * to alpha over a run without end, so by the union bound the chance that any of the tests errs is at most alpha,
 * whatever the tests have in common; here they share their held-out examples.
 *
 * <p>Tian and Ramdas, "Online control of the familywise error rate", 2021, arXiv:1910.04900 (Alpha-Spending).
 */
record AlphaSpending(double alpha) {
    /** Nearer to 1 keeps more for late comparisons, which are those of small gains. */
    static final double EXPONENT = 1.3;

    /** Riemann's ζ(1.3): the sum of all k^-1.3. */
    static final double ZETA = 3.931949211809544;

    /** @param comparison its number in the run, the first being 1 */
    double level(long comparison) {
        if (comparison < 1) {
            throw new IllegalArgumentException("comparison is " + comparison + ", allowed is 1 or more");
        }
        return alpha * Math.pow((double) comparison, -EXPONENT) / ZETA;
    }
}
