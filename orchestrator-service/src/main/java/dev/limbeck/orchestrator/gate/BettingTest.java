package dev.limbeck.orchestrator.gate;

import dev.limbeck.contract.event.PairedDifferences;

/**
 * Bets against "the mean difference is at most the threshold". Who stakes a share s of a wealth of 1 on example after
 * example, at odds that are fair if the mean is the threshold, has
 * {@code W(s) = Π (1 - s + s · (1 + difference) / (1 + threshold))} in the end. If the mean is the threshold or below it,
 * a wealth of 1/p or more is had with a probability of p at most (Markov; Ville, where one looks at it again and again):
 * 1/W is a p-value, for every number of examples and every distribution of their differences in [-1, 1].
 *
 * <p>Which stake wins most is not known before: about mean/variance, which is all of the wealth where examples are few or
 * differences small. So the wealth is divided before the first bet: 1/((j + 1)(j + 2)) of it is staked at s = 2^-j, for j
 * from 0 to {@value #HALVINGS}, and the rest is kept. In the end there is at least its share of what the best of the stakes
 * makes of 1, a half for all and a twentieth for an eighth, and it follows from the number of examples at each difference,
 * in whatever order they come.
 *
 * <p>Waudby-Smith and Ramdas, "Estimating means of bounded random variables by betting", J. R. Stat. Soc. B 86 (2024),
 * doi:10.1093/jrsssb/qkad009, arXiv:2010.09686.
 *
 * @param threshold in (-1, 1)
 */
record BettingTest(PairedDifferences differences, double threshold) implements DifferenceTest {
    /** The smallest stake is below the best one for 10^9 examples that differ by 1. */
    private static final int HALVINGS = 15;

    private static final double KEPT = 1.0 / (HALVINGS + 2);

    @Override
    public double pValue() {
        return Math.min(1, Math.exp(-logWealth()));
    }

    @Override
    public DifferenceInterval interval(double errorRate) {
        return BettingInterval.of(differences, errorRate);
    }

    /** As a logarithm, as all that a million examples can make of 1 is no double. */
    double logWealth() {
        double[] logs = new double[HALVINGS + 2];
        for (int halving = 0; halving <= HALVINGS; halving++) {
            logs[halving] = logWealth(Math.scalb(1.0, -halving)) - Math.log((halving + 1.0) * (halving + 2.0));
        }
        logs[HALVINGS + 1] = Math.log(KEPT);
        return logOfSum(logs);
    }

    /** With all of it at one stake. */
    double logWealth(double stake) {
        double log = 0;
        for (var one : differences.byDifference().entrySet()) {
            double difference = (double) one.getKey() / differences.resolution();
            log += one.getValue() * Math.log1p(stake * (difference - threshold) / (1 + threshold));
        }
        return log;
    }

    private static double logOfSum(double[] logs) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            greatest = Math.max(greatest, log);
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - greatest);
        }
        return greatest + Math.log(sum);
    }
}
