package dev.limbeck.evaluator.metric;

import dev.limbeck.network.metric.TestedOutputs;
import java.util.stream.IntStream;

/**
 * What each record of a set is worth with a network, in order: little enough to keep for many networks.
 *
 * @see dev.limbeck.contract.task.Task#value
 */
public final class RecordValues {
    private final float[] byHardLabel;
    private final float[] byTeacher;

    private RecordValues(float[] byHardLabel, float[] byTeacher) {
        this.byHardLabel = byHardLabel;
        this.byTeacher = byTeacher;
    }

    public static RecordValues of(TestedOutputs tested) {
        return new RecordValues(floats(tested.values()), floats(tested.valuesByTeacher()));
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    public int size() {
        return byTeacher.length;
    }

    /** No number where the record has no hard label. */
    public double byHardLabel(int record) {
        return byHardLabel[record];
    }

    public double byTeacher(int record) {
        return byTeacher[record];
    }

    /** Those of the records with a hard label. */
    double[] byHardLabel() {
        return IntStream.range(0, size())
                .mapToDouble(this::byHardLabel)
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    double[] byTeacher() {
        return IntStream.range(0, size()).mapToDouble(this::byTeacher).toArray();
    }
}
