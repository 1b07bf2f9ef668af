package dev.limbeck.evaluator.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * ADWIN: a window over the newest values that is as long as its parts do not differ. Wherever it can be cut in two whose
 * means differ by more than chance allows, its older part is dropped (Bifet and Gavaldà, <i>Learning from time-changing
 * data with adaptive windowing</i>, SIAM International Conference on Data Mining 2007, doi:10.1137/1.9781611972771.42).
 *
 * <p>The paper's bound holds at one look. Here all looks spend one budget: those until their number has doubled have an
 * even part of its next share, and the cuts of a look an even part of that. For one thread.
 */
public final class Adwin {
    /** No part of a cut is shorter than that either. */
    static final int BETWEEN_LOOKS = 32;

    private final LookBudget budget;
    private final PartsApart parts;
    private final ExponentialHistogram window = new ExponentialHistogram();
    private long values;
    private double level;

    private Adwin(LookBudget budget, PartsApart parts) {
        this.budget = budget;
        this.parts = parts;
    }

    /**
     * For values between 0 and 1.
     *
     * @param budget of ever cutting a window in which nothing has changed
     */
    public static Adwin ofMeans(LookBudget budget) {
        return new Adwin(budget, PartsApart::ofMeans);
    }

    /**
     * For zeros and ones.
     *
     * @param budget of ever cutting a window in which nothing has changed
     */
    public static Adwin ofShares(LookBudget budget) {
        return new Adwin(budget, PartsApart::ofShares);
    }

    /** Of the window; NaN while it is empty. */
    public double mean() {
        return window.whole().mean();
    }

    long width() {
        return window.whole().count();
    }

    double variance() {
        return window.whole().variance();
    }

    /** @return the change that this value gives away, if it does; the window then holds what is new */
    public Optional<MeanShift> add(double value) {
        values++;
        window.add(value);
        if (values % BETWEEN_LOOKS != 0) {
            return Optional.empty();
        }
        long looks = values / BETWEEN_LOOKS;
        if (Long.bitCount(looks) == 1) {
            level = budget.next() / looks;
        }
        return dropOlder();
    }

    /** Cuts where the parts differ most. */
    private Optional<MeanShift> dropOlder() {
        var cuts = cuts();
        double greatest = Math.log(cuts.size() / level);
        var dropped = Moments.NONE;
        for (var older : cuts) {
            double surprise = parts.surprise(older, window.whole().minus(older), greatest);
            if (surprise > greatest) {
                greatest = surprise;
                dropped = older;
            }
        }
        if (dropped.count() == 0) {
            return Optional.empty();
        }
        long kept = width() - dropped.count();
        while (width() > kept) {
            window.dropOldest();
        }
        return Optional.of(new MeanShift(dropped.mean(), mean()));
    }

    /** By what is older. */
    private List<Moments> cuts() {
        var cuts = new ArrayList<Moments>();
        var older = Moments.NONE;
        for (var buckets = window.buckets(); buckets.hasNext(); ) {
            older = older.plus(buckets.next());
            if (older.count() >= BETWEEN_LOOKS && width() - older.count() >= BETWEEN_LOOKS) {
                cuts.add(older);
            }
        }
        return cuts;
    }
}
