package dev.limbeck.evaluator.drift;

/**
 * The two-sample Kolmogorov-Smirnov test. Distribution functions are compared behind equal values, never between them: so
 * what they are apart by chance with ties is at most what it is without (Conover, <i>A Kolmogorov goodness-of-fit test for
 * discontinuous distributions</i>, Journal of the American Statistical Association 67(339), 1972, doi:10.2307/2284444).
 */
final class KolmogorovSmirnov {
    /**
     * 2 for nearly all sizes, this for equal ones from 4 on (Wei and Dudley, <i>Two-sample Dvoretzky-Kiefer-Wolfowitz
     * inequalities</i>, Statistics and Probability Letters 82(3), 2012, doi:10.1016/j.spl.2011.11.012).
     */
    private static final double FACTOR = 2.16863;

    private KolmogorovSmirnov() {}

    /**
     * Largest distance between the distribution functions of two samples, in [0, 1].
     *
     * @param first and second: sorted, not empty
     */
    static double distance(double[] first, double[] second) {
        double farthest = 0;
        int inFirst = 0;
        int inSecond = 0;
        while (inFirst < first.length && inSecond < second.length) {
            double value = Double.compare(first[inFirst], second[inSecond]) <= 0 ? first[inFirst] : second[inSecond];
            inFirst = behind(value, first, inFirst);
            inSecond = behind(value, second, inSecond);
            farthest =
                    Math.max(farthest, Math.abs((double) inFirst / first.length - (double) inSecond / second.length));
        }
        return farthest;
    }

    private static int behind(double value, double[] sorted, int from) {
        int behind = from;
        while (behind < sorted.length && Double.compare(sorted[behind], value) == 0) {
            behind++;
        }
        return behind;
    }

    /** The distance that samples of these sizes of one distribution exceed with a probability of at most {@code level}. */
    static double byChance(int first, int second, double level) {
        return Math.sqrt(Math.log(FACTOR / level) * ((double) first + second) / (2.0 * first * second));
    }
}
