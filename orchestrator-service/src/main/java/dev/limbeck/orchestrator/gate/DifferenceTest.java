package dev.limbeck.orchestrator.gate;

import dev.limbeck.contract.event.PairedDifferences;

/**
 * One-sided test of "the mean difference is at most the threshold", which holds for every number of examples and however
 * their differences are spread; examples have to be independent of each other.
 */
public interface DifferenceTest {
    /**
     * Which one it is follows from the resolution alone: the exact test finds more where networks are right or
     * not, and says nothing of values between.
     *
     * @param threshold in (-1, 1); below 0, the test is one of non-inferiority
     * @param level at which the p-value will be looked at
     */
    static DifferenceTest of(PairedDifferences differences, double threshold, double level) {
        return differences.resolution() == 1
                ? new RightOrWrongTest(differences, new ExactPairedTest(threshold, level))
                : new BettingTest(differences, threshold);
    }

    /** Small where it speaks against the hypothesis. */
    double pValue();

    /**
     * Where the mean difference probably lies, whatever was asked.
     *
     * @param errorRate 0.05 for a 95 % interval
     */
    DifferenceInterval interval(double errorRate);
}
