package dev.limbeck.network.selftest;

/** Layer norm (Ba, Kiros, Hinton 2016, arXiv:1607.06450) over the last dimension, with PyTorch's default. */
final class PlainLayerNorm {
    private static final double EPSILON = 1e-5;

    private final Plain x;
    private final Plain scale;
    private final Plain shift;
    private final int features;
    private final double[] normalised;
    private final double[] deviations;
    private final Plain output;

    /** @param name of the tensors {@code _weight} and {@code _bias} */
    PlainLayerNorm(Plain x, Weights weights, String name) {
        this.x = x;
        this.scale = weights.get(name + "_weight");
        this.shift = weights.get(name + "_bias");
        this.features = scale.extent(0);
        this.normalised = new double[x.values.length];
        this.deviations = new double[x.values.length / features];
        this.output = Plain.zeros(x.shape());
        for (int row = 0; row < deviations.length; row++) {
            normalise(row);
        }
    }

    private void normalise(int row) {
        double mean = 0;
        double variance = 0;
        for (int i = row * features; i < (row + 1) * features; i++) {
            mean += x.values[i] / features;
        }
        for (int i = row * features; i < (row + 1) * features; i++) {
            variance += (x.values[i] - mean) * (x.values[i] - mean) / features;
        }
        deviations[row] = Math.sqrt(variance + EPSILON);
        for (int i = row * features; i < (row + 1) * features; i++) {
            normalised[i] = (x.values[i] - mean) / deviations[row];
            output.values[i] = normalised[i] * scale.values[i % features] + shift.values[i % features];
        }
    }

    Plain output() {
        return output;
    }

    void goBack() {
        for (int row = 0; row < deviations.length; row++) {
            double sum = 0;
            double product = 0;
            for (int i = row * features; i < (row + 1) * features; i++) {
                double gradient = output.gradient[i] * scale.values[i % features];
                sum += gradient / features;
                product += gradient * normalised[i] / features;
                scale.gradient[i % features] += output.gradient[i] * normalised[i];
                shift.gradient[i % features] += output.gradient[i];
            }
            for (int i = row * features; i < (row + 1) * features; i++) {
                double gradient = output.gradient[i] * scale.values[i % features];
                x.gradient[i] += (gradient - sum - normalised[i] * product) / deviations[row];
            }
        }
    }
}
