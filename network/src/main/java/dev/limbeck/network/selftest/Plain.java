package dev.limbeck.network.selftest;

import java.util.Arrays;

/** A tensor in plain doubles, row-major, with what the loss changes by when each of its values does. */
final class Plain {
    private final int[] shape;
    final double[] values;
    final double[] gradient;

    Plain(double[] values, int... shape) {
        if (values.length != Arrays.stream(shape).reduce(1, Math::multiplyExact)) {
            throw new IllegalArgumentException(
                    "%d values are not of shape %s".formatted(values.length, Arrays.toString(shape)));
        }
        this.shape = shape.clone();
        this.values = values;
        this.gradient = new double[values.length];
    }

    static Plain zeros(int... shape) {
        return new Plain(new double[Arrays.stream(shape).reduce(1, Math::multiplyExact)], shape);
    }

    int extent(int dimension) {
        return shape[dimension];
    }

    int rank() {
        return shape.length;
    }

    int[] shape() {
        return shape.clone();
    }
}
