package dev.limbeck.local.digits;

import dev.limbeck.dataset.LabelledImages;

/** Softmax regression by plain stochastic gradient descent: the yardstick for what needs more than a linear map. */
final class LinearClassifier {

    private static final int EPOCHS = 6;
    private static final double LEARNING_RATE = 0.01;

    private final float[][] weights = new float[Digit.CLASSES][Digit.PIXELS + 1];

    private LinearClassifier() {}

    static LinearClassifier trainedOn(LabelledImages examples) {
        var classifier = new LinearClassifier();
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            double learningRate = LEARNING_RATE / (1 + epoch);
            for (int i = 0; i < examples.size(); i++) {
                classifier.learn(scaled(examples.pixels(i)), examples.classOf(i), learningRate);
            }
        }
        return classifier;
    }

    /** The share of examples it gets right. */
    double accuracyOn(LabelledImages examples) {
        int right = 0;
        for (int i = 0; i < examples.size(); i++) {
            double[] logits = logits(scaled(examples.pixels(i)));
            right += indexOfGreatest(logits) == examples.classOf(i) ? 1 : 0;
        }
        return (double) right / examples.size();
    }

    private void learn(float[] input, int label, double learningRate) {
        double[] probabilities = softmax(logits(input));
        for (int c = 0; c < weights.length; c++) {
            float step = (float) (learningRate * ((c == label ? 1 : 0) - probabilities[c]));
            for (int i = 0; i < input.length; i++) {
                weights[c][i] += step * input[i];
            }
        }
    }

    private double[] logits(float[] input) {
        double[] logits = new double[weights.length];
        for (int c = 0; c < weights.length; c++) {
            float sum = 0;
            for (int i = 0; i < input.length; i++) {
                sum += weights[c][i] * input[i];
            }
            logits[c] = sum;
        }
        return logits;
    }

    private static double[] softmax(double[] logits) {
        double greatest = logits[indexOfGreatest(logits)];
        double[] probabilities = new double[logits.length];
        double total = 0;
        for (int c = 0; c < logits.length; c++) {
            probabilities[c] = Math.exp(logits[c] - greatest);
            total += probabilities[c];
        }
        for (int c = 0; c < logits.length; c++) {
            probabilities[c] /= total;
        }
        return probabilities;
    }

    private static int indexOfGreatest(double[] values) {
        int greatest = 0;
        for (int i = 1; i < values.length; i++) {
            greatest = values[i] > values[greatest] ? i : greatest;
        }
        return greatest;
    }

    /** Pixels from 0 to 1, and a 1 for the bias. */
    private static float[] scaled(byte[] pixels) {
        float[] input = new float[pixels.length + 1];
        for (int i = 0; i < pixels.length; i++) {
            input[i] = Byte.toUnsignedInt(pixels[i]) / 255f;
        }
        input[pixels.length] = 1;
        return input;
    }
}
