package dev.limbeck.evaluator.drift;

import java.util.Optional;

/**
 * ADWIN: a window over the newest values that is as long as its parts do not differ. Wherever it can be cut in two whose
 * means differ by more than chance allows, its older part is dropped (Bifet and Gavaldà, <i>Learning from time-changing
 * data with adaptive windowing</i>, SIAM International Conference on Data Mining 2007, doi:10.1137/1.9781611972771.42).
 *
 * <p>The bound is the paper's, from Bernstein's inequality, with the constants of its authors' own implementation in MOA:
 * the window is looked at after every {@value #BETWEEN_LOOKS} values, and each part has to have at least
 * {@value #SHORTEST_PART} of them. It asks for values between 0 and 1.
 */
public final class Adwin implements ChangeDetector {
    static final int BETWEEN_LOOKS = 32;
    private static final int SHORTEST_WINDOW = 10;
    private static final int SHORTEST_PART = 7;

    /** By how many values a part counts as shorter than it is. */
    private static final int DISCOUNT = 4;

    private final double delta;
    private final ExponentialHistogram window = new ExponentialHistogram();
    private long values;

    /** @param delta probability of cutting a window, at one look, in which nothing has changed */
    public Adwin(double delta) {
        this.delta = delta;
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

    @Override
    public Optional<Change> add(double value) {
        values++;
        window.add(value);
        if (values % BETWEEN_LOOKS != 0 || width() <= SHORTEST_WINDOW) {
            return Optional.empty();
        }
        var dropped = Moments.NONE;
        while (hasCut()) {
            dropped = dropped.plus(window.dropOldest());
        }
        return dropped.count() == 0 ? Optional.empty() : Optional.of(new Change(dropped.mean(), mean()));
    }

    private boolean hasCut() {
        var whole = window.whole();
        var older = Moments.NONE;
        for (var buckets = window.buckets(); buckets.hasNext(); ) {
            older = older.plus(buckets.next());
            var newer = whole.minus(older);
            if (newer.count() < SHORTEST_PART) {
                return false;
            }
            if (older.count() >= SHORTEST_PART && Math.abs(older.mean() - newer.mean()) > bound(older, newer)) {
                return true;
            }
        }
        return false;
    }

    private double bound(Moments older, Moments newer) {
        double perLook = Math.log(2 * Math.log((double) width()) / delta);
        double inverseSize = 1.0 / (older.count() - DISCOUNT) + 1.0 / (newer.count() - DISCOUNT);
        return Math.sqrt(2 * inverseSize * variance() * perLook) + 2.0 / 3 * perLook * inverseSize;
    }
}
