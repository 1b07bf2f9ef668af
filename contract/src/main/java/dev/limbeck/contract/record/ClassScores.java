package dev.limbeck.contract.record;

import java.util.Arrays;

/** One number a class: logits or probabilities. Immutable and equal by value, which a bare array is not. */
public final class ClassScores {
    private static final int SHOWN = 16;

    private final float[] values;

    private ClassScores(float[] values) {
        if (values.length < 2) {
            throw new IllegalArgumentException("class scores need at least 2 classes, got " + values.length);
        }
        this.values = values;
    }

    public static ClassScores copyOf(float... values) {
        return new ClassScores(values.clone());
    }

    /** Wraps without copying: the caller gives the array away. */
    public static ClassScores takeOwnershipOf(float[] values) {
        return new ClassScores(values);
    }

    public int classes() {
        return values.length;
    }

    public float get(int classIndex) {
        return values[classIndex];
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

    /** The class with the highest score; the lowest index among equals. */
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
        return other instanceof ClassScores that && Arrays.equals(values, that.values);
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
