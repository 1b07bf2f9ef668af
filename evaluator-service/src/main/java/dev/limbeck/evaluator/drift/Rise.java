package dev.limbeck.evaluator.drift;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a share rises, slowly too: a {@link PageHinkley} whose threshold follows from how much the share varies at
 * first, so that the probability of a false alarm is what it is asked to be.
 *
 * <p>A walk with steps of mean −d and variance v ever rises λ above a point with a probability of about exp(−2dλ/v) (Siegmund,
 * <i>Sequential Analysis</i>, 1985, chapter X). The threshold is the λ at which this, over {@value #HORIZON} points, is
 * delta.
 */
public final class Rise implements ChangeDetector {
    /** Two points in a hundred are not worth an alarm. */
    static final double TOLERANCE = 0.02;

    private static final int HORIZON = 100_000;
    /** A share that was 0 among the first ones is not 0 for ever. */
    private static final double LEAST_VARIANCE = 0.01;

    private final int learnedFrom;
    private final double delta;
    private Moments first = Moments.NONE;
    private @Nullable PageHinkley test;

    /**
     * @param learnedFrom values that tell how much the share varies
     * @param delta probability of an alarm among the next {@value #HORIZON} values though nothing rises
     */
    public Rise(int learnedFrom, double delta) {
        this.learnedFrom = learnedFrom;
        this.delta = delta;
    }

    @Override
    public Optional<Change> add(double value) {
        if (test == null) {
            first = first.plus(Moments.of(value));
            if (first.count() == learnedFrom) {
                test = testAfter(first);
            }
            return Optional.empty();
        }
        var change = test.add(value);
        if (change.isPresent()) {
            first = Moments.NONE;
            test = null;
        }
        return change;
    }

    private PageHinkley testAfter(Moments learned) {
        double variance = Math.max(learned.variance(), LEAST_VARIANCE);
        return PageHinkley.after(learned, TOLERANCE, variance / (2 * TOLERANCE) * Math.log(HORIZON / delta));
    }
}
