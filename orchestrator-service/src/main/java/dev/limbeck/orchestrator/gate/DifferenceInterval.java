package dev.limbeck.orchestrator.gate;

import dev.limbeck.contract.event.PairedCounts;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Where the difference of two networks' shares of right answers probably lies. It is for the reader; nothing is
 * decided by it.
 *
 * <p>Adjusted Wald interval of Bonett and Price, "Adjusted Wald confidence interval for a difference of binomial
 * proportions based on paired data", J. Educ. Behav. Stat. 37 (2012), doi:10.3102/1076998611411915.
 */
public record DifferenceInterval(double low, double high) {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** @param errorRate 0.05 for a 95 % interval */
    static DifferenceInterval of(PairedCounts counts, double errorRate) {
        double examples = (double) counts.examples() + 2;
        double wins = ((double) counts.wins() + 1) / examples;
        double losses = ((double) counts.losses() + 1) / examples;
        double difference = wins - losses;
        double halfWidth = NORMAL.inverseSurvivalProbability(errorRate / 2)
                * Math.sqrt((wins + losses - difference * difference) / examples);
        return new DifferenceInterval(Math.max(-1, difference - halfWidth), Math.min(1, difference + halfWidth));
    }
}
