package dev.limbeck.orchestrator.gate;

import dev.limbeck.contract.event.PairedCounts;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/**
 * One-sided exact test of "the first network is right more often than the second by no more than the threshold", as a
 * share of all examples; a small p-value speaks against it.
 *
 * <p>Of d examples on which exactly one of the two is right, the first has w, which is binomial with probability
 * {@code (1 + difference / p)/2}, where p is the share of such examples in the population. At threshold 0 that is 1/2
 * whatever p is: the exact form of McNemar's test (Psychometrika 12, 1947, doi:10.1007/BF02295996). Otherwise p is not
 * known, and the least favourable one of a Clopper–Pearson bound (Biometrika 26, 1934, doi:10.1093/biomet/26.4.404) is
 * taken; the chance that the bound does not hold is added to the p-value, as Berger and Boos do (JASA 89, 1994,
 * doi:10.1080/01621459.1994.10476836).
 *
 * @param threshold in (-1, 1); below 0, the test is one of non-inferiority
 * @param level at which the p-value will be looked at; what the bound may cost is a tenth of it
 */
public record ExactPairedTest(double threshold, double level) {
    private static final double SHARE_OF_BOUND = 0.1;
    private static final double HALF = 0.5;

    public double pValue(PairedCounts counts) {
        if (counts.discordant() == 0 && threshold >= 0) {
            return 1;
        }
        if (threshold == 0) {
            return atLeastWins(counts, HALF);
        }
        double bound = SHARE_OF_BOUND * level;
        if (threshold > 0) {
            double fewest = interval(counts, bound).getLowerBound();
            return sum(bound, atLeastWins(counts, Math.min(1, (1 + threshold / fewest) / 2)));
        }
        double most = counts.examples() == 0 ? 1 : interval(counts, bound).getUpperBound();
        // With fewer discordant examples than the margin, the second cannot be ahead by the margin.
        return most < -threshold ? bound : sum(bound, atLeastWins(counts, (1 + threshold / most) / 2));
    }

    private static double sum(double bound, double tail) {
        return Math.min(1, bound + tail);
    }

    /** Each side misses with the given probability at most. */
    private static Interval interval(PairedCounts counts, double eachSide) {
        return BinomialConfidenceInterval.CLOPPER_PEARSON.fromErrorRate(
                Math.toIntExact(counts.examples()), Math.toIntExact(counts.discordant()), 2 * eachSide);
    }

    private static double atLeastWins(PairedCounts counts, double probability) {
        return BinomialDistribution.of(Math.toIntExact(counts.discordant()), probability)
                .survivalProbability(Math.toIntExact(counts.wins()) - 1);
    }
}
