package dev.limbeck.network.selftest;

import java.util.Locale;
import java.util.Optional;

/**
 * How far the engine may be from the reference: 32 bits against 64, summed in another order. What was seen to be wrong
 * was off by hundreds of times as much.
 */
final class Comparison {
    /** Of the largest value of the tensor. */
    private static final double RELATIVE = 1e-2;

    private Comparison() {}

    /**
     * One sentence on the first value that is too far off; NaN always is.
     *
     * @param scale of what is compared: errors are to be small beside it
     */
    static Optional<String> difference(String what, double[] expected, double[] found, double scale) {
        double allowed = RELATIVE * scale;
        for (int i = 0; i < expected.length; i++) {
            if (!(Math.abs(found[i] - expected[i]) <= allowed)) {
                return Optional.of(
                        String.format(Locale.ROOT, "%s is %.6g at %d, right is %.6g", what, found[i], i, expected[i]));
            }
        }
        return Optional.empty();
    }

    static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
