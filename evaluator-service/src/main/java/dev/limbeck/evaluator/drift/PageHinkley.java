package dev.limbeck.evaluator.drift;

import java.util.Optional;

/**
 * The Page-Hinkley test for a mean that rises: what the values exceed their mean so far by, less a tolerance, is summed;
 * a change is where that sum lies further above its lowest point than the threshold (Page, <i>Continuous inspection
 * schemes</i>, Biometrika 41(1/2), 1954, doi:10.1093/biomet/41.1-2.100; Hinkley, <i>Inference about the change-point from
 * cumulative sum tests</i>, Biometrika 58(3), 1971, doi:10.1093/biomet/58.3.509). It begins anew after each.
 */
public final class PageHinkley implements ChangeDetector {
    private final long fewest;
    private final double tolerance;
    private final double threshold;

    private Moments all;
    private Moments sinceLowest = Moments.NONE;
    private double excess;

    /**
     * @param fewest values before there can be a change
     * @param tolerance rise of the mean that is none
     * @param threshold of the sum, in the values' unit
     */
    public PageHinkley(long fewest, double tolerance, double threshold) {
        this(Moments.NONE, fewest, tolerance, threshold);
    }

    private PageHinkley(Moments known, long fewest, double tolerance, double threshold) {
        this.all = known;
        this.fewest = fewest;
        this.tolerance = tolerance;
        this.threshold = threshold;
    }

    /** One that has seen these values without summing them. */
    static PageHinkley after(Moments known, double tolerance, double threshold) {
        return new PageHinkley(known, 1, tolerance, threshold);
    }

    /** How far the sum lies above its lowest point. */
    public double excess() {
        return excess;
    }

    @Override
    public Optional<Change> add(double value) {
        var one = Moments.of(value);
        all = all.plus(one);
        sinceLowest = sinceLowest.plus(one);
        excess += value - all.mean() - tolerance;
        if (excess <= 0) {
            excess = 0;
            sinceLowest = Moments.NONE;
        }
        return all.count() >= fewest && excess >= threshold ? Optional.of(beginAnew()) : Optional.empty();
    }

    private Change beginAnew() {
        var before = all.minus(sinceLowest);
        var change = new Change(before.count() == 0 ? all.mean() : before.mean(), sinceLowest.mean());
        all = Moments.NONE;
        sinceLowest = Moments.NONE;
        excess = 0;
        return change;
    }
}
