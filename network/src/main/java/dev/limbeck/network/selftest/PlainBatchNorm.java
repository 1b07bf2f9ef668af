package dev.limbeck.network.selftest;

import java.util.Arrays;

/** Batch norm (Ioffe, Szegedy 2015, arXiv:1502.03167) with PyTorch's defaults. */
final class PlainBatchNorm {
    private static final double MOMENTUM = 0.1;
    private static final double EPSILON = 1e-5;

    private final Plain x;
    private final Plain scale;
    private final Plain shift;
    private final Plain output;
    private final double[] normalised;
    private final double[] deviations;
    private final boolean training;
    private final int channels;
    private final int pixels;

    /** @param name of the tensors {@code _weight}, {@code _bias}, {@code _running_mean}, {@code _running_var} */
    PlainBatchNorm(Plain x, Weights weights, String name, boolean training) {
        this.x = x;
        this.training = training;
        this.scale = weights.get(name + "_weight");
        this.shift = weights.get(name + "_bias");
        this.channels = x.extent(1);
        this.pixels = x.values.length / x.extent(0) / channels;
        this.normalised = new double[x.values.length];
        this.deviations = new double[channels];
        this.output = Plain.zeros(x.shape());
        Plain mean = weights.get(name + "_running_mean");
        Plain variance = weights.get(name + "_running_var");
        double[] usedMean = mean.values.clone();
        double[] usedVariance = variance.values.clone();
        if (training) {
            measure(usedMean, usedVariance);
            double count = (double) x.values.length / channels;
            for (int c = 0; c < channels; c++) {
                mean.values[c] += MOMENTUM * (usedMean[c] - mean.values[c]);
                variance.values[c] += MOMENTUM * (usedVariance[c] * count / (count - 1) - variance.values[c]);
            }
        }
        for (int c = 0; c < channels; c++) {
            deviations[c] = Math.sqrt(usedVariance[c] + EPSILON);
        }
        for (int i = 0; i < x.values.length; i++) {
            int c = channel(i);
            normalised[i] = (x.values[i] - usedMean[c]) / deviations[c];
            output.values[i] = normalised[i] * scale.values[c] + shift.values[c];
        }
    }

    private int channel(int at) {
        return at / pixels % channels;
    }

    private void measure(double[] mean, double[] variance) {
        double count = (double) x.values.length / channels;
        Arrays.fill(mean, 0);
        Arrays.fill(variance, 0);
        for (int i = 0; i < x.values.length; i++) {
            mean[channel(i)] += x.values[i] / count;
        }
        for (int i = 0; i < x.values.length; i++) {
            double distance = x.values[i] - mean[channel(i)];
            variance[channel(i)] += distance * distance / count;
        }
    }

    Plain output() {
        return output;
    }

    void goBack() {
        double[] sum = new double[channels];
        double[] product = new double[channels];
        for (int i = 0; i < x.values.length; i++) {
            sum[channel(i)] += output.gradient[i];
            product[channel(i)] += output.gradient[i] * normalised[i];
        }
        double count = (double) x.values.length / channels;
        for (int c = 0; c < channels; c++) {
            shift.gradient[c] += sum[c];
            scale.gradient[c] += product[c];
        }
        for (int i = 0; i < x.values.length; i++) {
            int c = channel(i);
            // The statistics of the batch move with each of its values; those of before do not.
            double moved = training ? (sum[c] + normalised[i] * product[c]) / count : 0;
            x.gradient[i] += scale.values[c] / deviations[c] * (output.gradient[i] - moved);
        }
    }
}
