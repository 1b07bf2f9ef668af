package dev.limbeck.orchestrator.gate;

import dev.limbeck.contract.event.PairedCounts;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A held-out set on which a champion and one candidate after the other are right or wrong. What is hard for one is hard
 * for all: an example's difficulty is normal, and a student is right when difficulty and its own luck together are below
 * a threshold that follows from its quality. A candidate answers a share of the examples as the candidate before it did,
 * as one checkpoint after another of a student does.
 *
 * <p>Examples of the same difficulty cannot be told apart, so only their numbers are kept: by difficulty, by whether the
 * champion is right, and by whether the candidate before is.
 */
final class SimulatedHeldOut {
    private static final int DIFFICULTIES = 20;
    /** Correlation of two students' answers through difficulty, on the latent scale. */
    private static final double CORRELATION = 0.85;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final Map<Double, double[]> CHANCES = new HashMap<>();

    private final RandomGenerator random;
    private final double kept;
    private final double[] qualities = new double[DIFFICULTIES];
    private final int[][][] examples = new int[DIFFICULTIES][2][2];
    private double championQuality;
    private double candidateQuality;

    /** @param kept share of the answers that a candidate has from the one before it */
    SimulatedHeldOut(int size, double championQuality, double kept, RandomGenerator random) {
        this.random = random;
        this.kept = kept;
        this.championQuality = championQuality;
        double[] chances = chances(championQuality);
        int left = size;
        for (int i = 0; i < DIFFICULTIES; i++) {
            int here = binomial(left, 1.0 / (DIFFICULTIES - i));
            left -= here;
            int right = binomial(here, chances[i]);
            examples[i][1][1] = right;
            examples[i][0][0] = here - right;
            qualities[i] = chances[i];
        }
    }

    double championQuality() {
        return championQuality;
    }

    boolean isCandidateBetter() {
        return candidateQuality > championQuality + 1e-9;
    }

    /** The next candidate beside the champion. */
    PairedCounts compare(double quality) {
        double[] chances = chances(quality);
        long wins = 0;
        long losses = 0;
        long bothRight = 0;
        long bothWrong = 0;
        double sum = 0;
        for (int i = 0; i < DIFFICULTIES; i++) {
            for (int champion = 0; champion < 2; champion++) {
                int[] before = examples[i][champion];
                int all = before[0] + before[1];
                int right = binomial(before[1], kept + (1 - kept) * chances[i])
                        + binomial(before[0], (1 - kept) * chances[i]);
                before[1] = right;
                before[0] = all - right;
            }
            bothWrong += examples[i][0][0];
            wins += examples[i][0][1];
            losses += examples[i][1][0];
            bothRight += examples[i][1][1];
            qualities[i] = kept * qualities[i] + (1 - kept) * chances[i];
            sum += qualities[i];
        }
        candidateQuality = sum / DIFFICULTIES;
        return new PairedCounts(bothRight, wins, losses, bothWrong);
    }

    void promote() {
        for (int[][] here : examples) {
            here[1][1] += here[0][1];
            here[0][0] += here[1][0];
            here[0][1] = 0;
            here[1][0] = 0;
        }
        championQuality = candidateQuality;
    }

    /** By difficulty, so that their mean is the quality. */
    private static double[] chances(double quality) {
        return CHANCES.computeIfAbsent(quality, SimulatedHeldOut::solve);
    }

    private static double[] solve(double quality) {
        double low = -10;
        double high = 10;
        double[] chances = new double[DIFFICULTIES];
        for (int round = 0; round < 60; round++) {
            double threshold = (low + high) / 2;
            double sum = 0;
            for (int i = 0; i < DIFFICULTIES; i++) {
                double difficulty = NORMAL.inverseCumulativeProbability((i + 0.5) / DIFFICULTIES);
                chances[i] = NORMAL.cumulativeProbability(
                        (threshold - Math.sqrt(CORRELATION) * difficulty) / Math.sqrt(1 - CORRELATION));
                sum += chances[i];
            }
            if (sum / DIFFICULTIES < quality) {
                low = threshold;
            } else {
                high = threshold;
            }
        }
        return chances;
    }

    /** By the gaps between what happens seldom, which are geometric. */
    private int binomial(int trials, double probability) {
        if (probability > 0.5) {
            return trials - binomial(trials, 1 - probability);
        }
        if (probability <= 0) {
            return 0;
        }
        double scale = 1 / Math.log1p(-probability);
        int happened = -1;
        double at = 0;
        do {
            happened++;
            at += Math.floor(Math.log(1 - random.nextDouble()) * scale) + 1;
        } while (at <= trials);
        return happened;
    }
}
