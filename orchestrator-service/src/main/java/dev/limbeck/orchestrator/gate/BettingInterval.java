package dev.limbeck.orchestrator.gate;

import dev.limbeck.contract.event.PairedDifferences;

/** The mean differences that neither a {@link BettingTest} from below nor one from above speaks against. */
final class BettingInterval {
    /** Halvings of [-1, 1]: to the last digits of a double. */
    private static final int ROUNDS = 50;

    private BettingInterval() {}

    /**
     * For the reader, as rounding is for the champion on both sides: the upper end is by up to 2/examples too low.
     *
     * @param errorRate 0.05 for a 95 % interval; half of it on each side
     */
    static DifferenceInterval of(PairedDifferences differences, double errorRate) {
        return new DifferenceInterval(
                lowest(differences, errorRate / 2), -lowest(differences.reversed(), errorRate / 2));
    }

    /** The wealth falls as the threshold rises, so there is one that parts those that are spoken against. */
    private static double lowest(PairedDifferences differences, double errorRate) {
        double refuted = -1;
        double possible = 1;
        for (int round = 0; round < ROUNDS; round++) {
            double threshold = (refuted + possible) / 2;
            if (new BettingTest(differences, threshold).pValue() <= errorRate) {
                refuted = threshold;
            } else {
                possible = threshold;
            }
        }
        return refuted;
    }
}
