package dev.limbeck.evaluator.watch;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.BinomialTest;

/**
 * What a mean over independent values in [0, 1] says of the true one, however the values are spread. Where each is 0 or 1
 * it is the exact binomial test, and the bound by Clopper and Pearson (Biometrika 26(4), 1934,
 * doi:10.1093/biomet/26.4.404). Of values between, the tail is at most e times the binomial one (Bentkus, <i>On Hoeffding's
 * inequalities</i>, Annals of Probability 32(2), 2004, doi:10.1214/009117904000000360).
 *
 * @param isZeroOrOne whether every value is
 */
record MeanTest(boolean isZeroOrOne) {
    private static final BinomialTest LESS = BinomialTest.withDefaults().with(AlternativeHypothesis.LESS_THAN);

    /** How probable so small a sum is, at most, where the true mean is so much or more. */
    double pValueOfLess(int examples, double sum, double mean) {
        // What is left of a sum of shares by rounding is none.
        int atMost = Math.min(examples, isZeroOrOne ? (int) Math.rint(sum) : (int) Math.ceil(sum));
        return Math.min(1, slack() * LESS.test(examples, atMost, mean).getPValue());
    }

    /** What the true mean is at least, but for this probability of error; 0 of a mean that is no number. */
    double lowerBound(double mean, long examples, double error) {
        double sum = isZeroOrOne ? Math.rint(mean * examples) : Math.floor(mean * examples);
        return sum > 0 ? BetaDistribution.of(sum, examples - sum + 1).inverseCumulativeProbability(error / slack()) : 0;
    }

    private double slack() {
        return isZeroOrOne ? 1 : Math.E;
    }
}
