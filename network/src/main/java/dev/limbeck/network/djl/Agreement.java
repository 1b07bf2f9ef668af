package dev.limbeck.network.djl;

import dev.limbeck.contract.record.Output;

/**
 * How far two results of the same arithmetic may lie apart. PyTorch adds in another order in a batch than for one record;
 * with 32 bits that moves the last two or three of seven digits, and faults move the first.
 */
final class Agreement {
    private static final double LOGITS = 1e-3;
    private static final double SMALLEST = 1e-4;
    /** Where rounding moves a number over the edge of a ReLU or a maximum, its gradient comes or goes as a whole. */
    private static final double GRADIENT = 1e-2;

    private Agreement() {}

    /** A share of the largest logit: all of them come out of the same sums. */
    static double allowedLogit(Output logits) {
        double largest = 0;
        for (int i = 0; i < logits.size(); i++) {
            if (Float.isFinite(logits.get(i))) {
                largest = Math.max(largest, Math.abs(logits.get(i)));
            }
        }
        return Math.max(SMALLEST, LOGITS * largest);
    }

    static double allowedLoss(double loss) {
        return Math.max(SMALLEST, LOGITS * Math.abs(loss));
    }

    static double allowedGradient(double norm) {
        return Math.max(SMALLEST, GRADIENT * norm);
    }

    /** Whether two numbers are as good as equal; an infinity or NaN is so to its like only. */
    static boolean within(double one, double other, double allowed) {
        return Double.compare(one, other) == 0 || Math.abs(one - other) <= allowed;
    }

    /** The class on which two networks' logits are furthest apart, one of them not being finite counting most. */
    static int worst(Output one, Output other) {
        int worst = 0;
        double furthest = -1;
        for (int i = 0; i < one.size(); i++) {
            double apart = Float.compare(one.get(i), other.get(i)) == 0 ? 0 : Math.abs(one.get(i) - other.get(i));
            if (Double.isNaN(apart)) {
                return i;
            }
            if (apart > furthest) {
                worst = i;
                furthest = apart;
            }
        }
        return worst;
    }

    static boolean hasNaN(Output logits) {
        for (int i = 0; i < logits.size(); i++) {
            if (Float.isNaN(logits.get(i))) {
                return true;
            }
        }
        return false;
    }
}
