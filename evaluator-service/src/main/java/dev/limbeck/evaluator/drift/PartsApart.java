package dev.limbeck.evaluator.drift;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/**
 * How much it would surprise that two parts of a window are as far apart as they are, if nothing had changed. Then the
 * newer part is a sample of the window without replacement, and what the window holds is known.
 */
interface PartsApart {
    /**
     * @param worth what is not above it need not be known
     * @return minus the logarithm of the probability, or of a bound of it; 0 for what is not worth knowing
     */
    double surprise(Moments older, Moments newer, double worth);

    /** Of zeros and ones, exactly: the ones of a part are hypergeometric. */
    static double ofShares(Moments older, Moments newer, double worth) {
        int ones = (int) Math.rint(newer.total());
        var chance = HypergeometricDistribution.of(
                (int) (older.count() + newer.count()), (int) Math.rint(older.total()) + ones, (int) newer.count());
        if (-chance.logProbability(ones) <= worth) { // the tail is more than its first term, and takes long to sum
            return 0;
        }
        double tail = Math.min(chance.cumulativeProbability(ones), chance.survivalProbability(ones - 1));
        return -Math.log(Math.min(1, 2 * tail));
    }

    /**
     * Of values between 0 and 1, by Bennett's inequality, which holds without replacement, too (Hoeffding, <i>Probability
     * inequalities for sums of bounded random variables</i>, Journal of the American Statistical Association 58(301),
     * 1963, doi:10.2307/2282952, sections 4 and 6).
     */
    static double ofMeans(Moments older, Moments newer, double worth) {
        var whole = older.plus(newer);
        double apart = Math.abs(older.mean() - newer.mean());
        double bound = Math.max(
                bennett(newer.count(), apart * older.count() / whole.count(), whole.variance()),
                bennett(older.count(), apart * newer.count() / whole.count(), whole.variance()));
        return Math.max(0, bound - Math.log(2));
    }

    /** Of a mean of so many of the values that lies so far from the mean of all. */
    private static double bennett(long sampled, double apart, double variance) {
        // Equal values have no variance, but for what rounding leaves. To allow for more than there is, is safe.
        double allowed = Math.max(variance, 1e-9);
        double ratio = apart / allowed;
        return sampled * allowed * ((1 + ratio) * Math.log1p(ratio) - ratio);
    }
}
