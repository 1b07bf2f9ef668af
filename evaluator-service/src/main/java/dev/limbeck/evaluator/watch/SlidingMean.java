package dev.limbeck.evaluator.watch;

import java.util.OptionalDouble;

/** Mean of the newest values. */
final class SlidingMean {
    private final double[] newest;
    private long added;
    private double sum;

    SlidingMean(int window) {
        newest = new double[window];
    }

    void add(double value) {
        int place = (int) (added % newest.length);
        sum += value - newest[place];
        newest[place] = value;
        added++;
    }

    void add(boolean value) {
        add(value ? 1 : 0);
    }

    int count() {
        return (int) Math.min(added, newest.length);
    }

    /** Empty of none. */
    OptionalDouble mean() {
        return added == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count());
    }
}
