package dev.limbeck.contract.record;

import java.util.Arrays;

/**
 * What a network says of one record, as a row of numbers: a logit for each class or label, a value for each number asked
 * for, or a score. Immutable and equal by value, which a bare array is not.
 */
public final class Output {
    private static final int SHOWN = 16;

    private final float[] values;

    private Output(float[] values) {
        if (values.length < 1) {
            throw new IllegalArgumentException("an output needs at least one number, got none");
        }
        this.values = values;
    }

    public static Output copyOf(float... values) {
        return new Output(values.clone());
    }

    /** Wraps without copying: the caller gives the array away. */
    public static Output takeOwnershipOf(float[] values) {
        return new Output(values);
    }

    /** One that says nothing of any of them more than of another. */
    public static Output zeros(int size) {
        return new Output(new float[size]);
    }

    /** How many numbers. */
    public int size() {
        return values.length;
    }

    public float get(int index) {
        return values[index];
    }

    public float[] toArray() {
        return values.clone();
    }

    /** A copy in double precision, to compute with. */
    public double[] toDoubles() {
        double[] doubles = new double[values.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    /** Index of the highest number; the lowest index among equals. */
    public int top() {
        int top = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[top]) {
                top = i;
            }
        }
        return top;
    }

    public boolean isFinite() {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Output that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    /** The first of them where there are many: this is for a sentence, and there may be a hundred thousand. */
    @Override
    public String toString() {
        return values.length <= SHOWN
                ? Arrays.toString(values)
                : Arrays.toString(Arrays.copyOf(values, SHOWN)).replace("]", ", … of " + values.length + "]");
    }
}
