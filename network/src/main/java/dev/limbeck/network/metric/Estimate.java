package dev.limbeck.network.metric;

import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.task.Task;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/** Metrics with the 95 % interval that the true one lies in. */
public final class Estimate {
    private static final double ERROR_RATE = 0.05;
    /** Of the normal distribution, at 97.5 %. */
    private static final double QUANTILE = 1.959963984540054;

    private static final int MOST_RESAMPLES = 200;
    private static final int FEWEST_RESAMPLES = 40;
    /** A second or two. */
    private static final long MOST_WORK = 400_000_000;

    private static final long SEED = 1;

    private Estimate() {}

    /** Mean value of records; those of no number are passed over. Empty where there is none else. */
    public static Optional<Measured> ofValues(Task task, double[] values) {
        double[] known =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        if (known.length == 0) {
            return Optional.empty();
        }
        return Optional.of(
                task.marks() == 1 ? share(Math.round(Arrays.stream(known).sum()), known.length) : mean(known));
    }

    /**
     * A share of examples. Wilson's score interval, <i>Probable inference, the law of succession, and statistical
     * inference</i> (JASA 22, 1927, doi:10.1080/01621459.1927.10502953), holds its level near 0 and 1.
     */
    static Measured share(long right, long examples) {
        var interval = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(
                Math.toIntExact(examples), Math.toIntExact(right), ERROR_RATE);
        return new Measured((double) right / examples, interval.getLowerBound(), interval.getUpperBound(), examples);
    }

    /** A mean over independent examples: that and 1.96 standard errors on either side. */
    static Measured mean(double... values) {
        return mean(Arrays.stream(values), values.length, mean -> mean);
    }

    /** The same of a number that rises with a mean, as a root does. */
    static Measured ofMean(double[] values, ToDoubleFunction<Double> number) {
        return mean(Arrays.stream(values), values.length, number);
    }

    private static Measured mean(DoubleStream values, long examples, ToDoubleFunction<Double> number) {
        double[] moments = new double[2];
        values.forEach(value -> {
            moments[0] += value;
            moments[1] += value * value;
        });
        double mean = moments[0] / examples;
        double variance = Math.max(0, moments[1] / examples - mean * mean) * examples / Math.max(1, examples - 1);
        double halfWidth = QUANTILE * Math.sqrt(variance / examples);
        return new Measured(
                number.applyAsDouble(mean),
                number.applyAsDouble(mean - halfWidth),
                number.applyAsDouble(mean + halfWidth),
                examples);
    }

    /**
     * Any number, by the percentile bootstrap over examples (Efron 1979, doi:10.1214/aos/1176344552); the same examples
     * give the same interval.
     *
     * @param work numbers that the statistic looks at: where they are too many, there is no interval
     * @param statistic of the examples, by how often each was drawn; no number where it cannot be told
     */
    static Measured resampled(int examples, long work, ToDoubleFunction<int[]> statistic) {
        int[] once = new int[examples];
        Arrays.fill(once, 1);
        double value = statistic.applyAsDouble(once);
        int resamples = (int) Math.min(MOST_RESAMPLES, MOST_WORK / Math.max(1, work));
        if (resamples < FEWEST_RESAMPLES || Double.isNaN(value)) {
            return new Measured(value, Double.NaN, Double.NaN, examples);
        }
        var random = new SplittableRandom(SEED);
        double[] drawn = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            int[] counts = new int[examples];
            for (int example = 0; example < examples; example++) {
                counts[random.nextInt(examples)]++;
            }
            drawn[i] = statistic.applyAsDouble(counts);
        }
        double[] known = Arrays.stream(drawn).filter(Double::isFinite).sorted().toArray();
        if (known.length == 0) {
            return new Measured(value, Double.NaN, Double.NaN, examples);
        }
        int cut = (int) (known.length * ERROR_RATE / 2);
        // A biased number, as a calibration error is, may lie outside of what resamples give.
        return new Measured(
                value, Math.min(value, known[cut]), Math.max(value, known[known.length - 1 - cut]), examples);
    }
}
