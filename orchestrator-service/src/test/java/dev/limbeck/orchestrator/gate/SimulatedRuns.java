package dev.limbeck.orchestrator.gate;

import dev.limbeck.contract.event.PairedCounts;
import java.util.SplittableRandom;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/**
 * Many runs of many candidates, each run on a held-out set of its own.
 *
 * @param examples held out
 */
record SimulatedRuns(int runs, int candidates, int examples, long seed) {
    private static final double FIRST_QUALITY = 0.97;

    /** What comes after what. */
    interface Candidates {
        /**
         * @param number of the candidate, the first being 1
         * @return how often it is right in the population
         */
        double quality(int number, double championQuality);
    }

    /** Whether a candidate is promoted on these counts at this comparison. */
    interface Rule {
        boolean promotes(PairedCounts counts, long comparison);
    }

    /**
     * What is wrong to promote.
     *
     * @param margin by how much a candidate may be worse
     */
    record Wrong(double margin) {
        boolean is(SimulatedHeldOut heldOut, double candidateQuality) {
            return margin == 0
                    ? !heldOut.isCandidateBetter()
                    : candidateQuality <= heldOut.championQuality() - margin + 1e-9;
        }
    }

    /**
     * @param erring runs with at least one promotion that was wrong
     * @param wrong promotions that were, in all runs
     * @param right promotions that were not
     */
    record Outcome(int runs, int erring, long wrong, long right) {
        double share() {
            return (double) erring / runs;
        }

        double low() {
            return BinomialConfidenceInterval.CLOPPER_PEARSON
                    .fromErrorRate(runs, erring, 0.05)
                    .getLowerBound();
        }

        double high() {
            return BinomialConfidenceInterval.CLOPPER_PEARSON
                    .fromErrorRate(runs, erring, 0.05)
                    .getUpperBound();
        }

        double wrongPerRun() {
            return (double) wrong / runs;
        }

        double rightPerRun() {
            return (double) right / runs;
        }
    }

    /** @param kept share of the answers that a candidate has from the one before it */
    Outcome of(Candidates source, double kept, Rule rule, Wrong wrong) {
        int erring = 0;
        long wrongs = 0;
        long rights = 0;
        for (int run = 0; run < runs; run++) {
            var heldOut = new SimulatedHeldOut(examples, FIRST_QUALITY, kept, new SplittableRandom(seed + run));
            boolean erred = false;
            for (int number = 1; number <= candidates; number++) {
                double quality = source.quality(number, heldOut.championQuality());
                if (rule.promotes(heldOut.compare(quality), number)) {
                    boolean isWrong = wrong.is(heldOut, quality);
                    erred |= isWrong;
                    wrongs += isWrong ? 1 : 0;
                    rights += isWrong ? 0 : 1;
                    heldOut.promote();
                }
            }
            erring += erred ? 1 : 0;
        }
        return new Outcome(runs, erring, wrongs, rights);
    }

    /** A champion beside one candidate of other quality, once a run. */
    PairedCounts[] pairs(double championQuality, double candidateQuality) {
        var pairs = new PairedCounts[runs];
        for (int run = 0; run < runs; run++) {
            pairs[run] = new SimulatedHeldOut(examples, championQuality, 0, new SplittableRandom(seed + run))
                    .compare(candidateQuality);
        }
        return pairs;
    }
}
