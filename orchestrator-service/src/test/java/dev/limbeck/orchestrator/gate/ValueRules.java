package dev.limbeck.orchestrator.gate;

import dev.limbeck.contract.event.PairedCounts;
import dev.limbeck.contract.event.PairedDifferences;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/** What the gate does with values, and what is usually done; all spend the same budget over a run. */
final class ValueRules {
    private static final int RESAMPLES = 1_000;
    private static final AlphaSpending SPENDING = new AlphaSpending(0.05);

    private ValueRules() {}

    /** @param margin by how much a candidate may be worse */
    static SimulatedValues.Rule gate(double margin) {
        return (candidate, champion, comparison) -> {
            var differences = PairedDifferences.between(candidate, champion, PairedDifferences.FINEST);
            double level = SPENDING.level(comparison);
            return DifferenceTest.of(differences, -margin, level).pValue() <= level;
        };
    }

    /** Student's, of paired values. */
    static boolean tTest(double[] candidate, double[] champion, long comparison) {
        var moments = Moments.of(candidate, champion);
        if (moments.deviation() == 0) {
            return moments.mean() > 0;
        }
        double t = moments.mean() / moments.deviation() * Math.sqrt(candidate.length);
        return TDistribution.of(candidate.length - 1.0).survivalProbability(t) <= SPENDING.level(comparison);
    }

    /** By the percentile of resampled means that is the level; the lowest of them where the level is below all. */
    static boolean bootstrap(double[] candidate, double[] champion, long comparison) {
        double[] differences = differences(candidate, champion).toArray();
        var random = new SplittableRandom(comparison);
        long mayBeNotBetter = (long) (RESAMPLES * SPENDING.level(comparison));
        for (int resample = 0; resample < RESAMPLES; resample++) {
            double sum = 0;
            for (int i = 0; i < differences.length; i++) {
                sum += differences[random.nextInt(differences.length)];
            }
            if (sum <= 0 && --mayBeNotBetter < 0) {
                return false;
            }
        }
        return true;
    }

    /** That of Hoeffding (1963), which holds for all values in [0, 1] and looks at their mean only. */
    static boolean hoeffding(double[] candidate, double[] champion, long comparison) {
        double mean = Moments.of(candidate, champion).mean();
        return mean > 0 && Math.exp(-candidate.length * mean * mean / 2) <= SPENDING.level(comparison);
    }

    /** The exact test of counts, as if each token were an example: those of one example that cancel out are left out. */
    static boolean tokens(double[] candidate, double[] champion, long comparison) {
        long wins = tokens(candidate, champion, difference -> Math.max(0, difference));
        long losses = tokens(candidate, champion, difference -> Math.max(0, -difference));
        double level = SPENDING.level(comparison);
        return new ExactPairedTest(0, level).pValue(new PairedCounts(0, wins, losses, 0)) <= level;
    }

    private static long tokens(double[] candidate, double[] champion, DoubleUnaryOperator part) {
        return Math.round(ValueOutcomes.TOKENS_OF_ONE
                * differences(candidate, champion).map(part).sum());
    }

    private static DoubleStream differences(double[] candidate, double[] champion) {
        return IntStream.range(0, candidate.length).mapToDouble(i -> candidate[i] - champion[i]);
    }

    private record Moments(double mean, double deviation) {
        static Moments of(double[] candidate, double[] champion) {
            double sum = 0;
            for (int i = 0; i < candidate.length; i++) {
                sum += candidate[i] - champion[i];
            }
            double mean = sum / candidate.length;
            double squares = 0;
            for (int i = 0; i < candidate.length; i++) {
                double from = candidate[i] - champion[i] - mean;
                squares += from * from;
            }
            double deviation = Math.sqrt(squares / (candidate.length - 1));
            // What is left by the last bits of doubles that are all the same is no deviation.
            return new Moments(mean, deviation < 1e-12 ? 0 : deviation);
        }
    }
}
