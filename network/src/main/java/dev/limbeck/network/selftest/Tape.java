package dev.limbeck.network.selftest;

import dev.limbeck.network.objective.ClassCrossEntropy;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Layers in plain loops: each gives its output and remembers how gradients go back through it. Slow, and short enough
 * to be seen to be right.
 */
final class Tape {
    private static final ClassCrossEntropy HARD_LABELS = new ClassCrossEntropy();

    private final Deque<Runnable> backward = new ArrayDeque<>();
    private final boolean training;

    /** @param training whether batch norms take the statistics of the batch, and move their own */
    Tape(boolean training) {
        this.training = training;
    }

    /** Takes gradients from the last output, where they were set, back to everything before it. */
    void goBack() {
        backward.forEach(Runnable::run);
        backward.clear();
    }

    /** @param weight {@code [out, in / groups, kernel, kernel]} */
    Plain convolution(Plain x, Plain weight, int stride, int padding, int groups) {
        var convolution = new PlainConvolution(x, weight, stride, padding, groups);
        backward.push(convolution::goBack);
        return convolution.output();
    }

    /** Adds one value to each channel. */
    Plain bias(Plain x, Plain bias) {
        Plain y = Plain.zeros(x.shape());
        int channels = x.extent(1);
        int pixels = x.values.length / x.extent(0) / channels;
        for (int i = 0; i < y.values.length; i++) {
            y.values[i] = x.values[i] + bias.values[i / pixels % channels];
        }
        backward.push(() -> {
            for (int i = 0; i < y.values.length; i++) {
                x.gradient[i] += y.gradient[i];
                bias.gradient[i / pixels % channels] += y.gradient[i];
            }
        });
        return y;
    }

    /** @param weight {@code [out, in]} */
    Plain linear(Plain x, Plain weight, Plain bias) {
        int rows = x.extent(0);
        int in = weight.extent(1);
        int out = weight.extent(0);
        Plain y = Plain.zeros(rows, out);
        for (int row = 0; row < rows; row++) {
            for (int o = 0; o < out; o++) {
                double sum = 0;
                for (int i = 0; i < in; i++) {
                    sum += x.values[row * in + i] * weight.values[o * in + i];
                }
                y.values[row * out + o] = sum;
            }
        }
        backward.push(() -> {
            for (int row = 0; row < rows; row++) {
                for (int o = 0; o < out; o++) {
                    double gradient = y.gradient[row * out + o];
                    for (int i = 0; i < in; i++) {
                        x.gradient[row * in + i] += gradient * weight.values[o * in + i];
                        weight.gradient[o * in + i] += gradient * x.values[row * in + i];
                    }
                }
            }
        });
        return bias(y, bias);
    }

    Plain relu(Plain x) {
        Plain y = Plain.zeros(x.shape());
        for (int i = 0; i < y.values.length; i++) {
            y.values[i] = Math.max(0, x.values[i]);
        }
        backward.push(() -> {
            for (int i = 0; i < y.values.length; i++) {
                x.gradient[i] += x.values[i] > 0 ? y.gradient[i] : 0;
            }
        });
        return y;
    }

    Plain add(Plain a, Plain b) {
        Plain y = Plain.zeros(a.shape());
        for (int i = 0; i < y.values.length; i++) {
            y.values[i] = a.values[i] + b.values[i];
        }
        backward.push(() -> {
            for (int i = 0; i < y.values.length; i++) {
                a.gradient[i] += y.gradient[i];
                b.gradient[i] += y.gradient[i];
            }
        });
        return y;
    }

    /** The mean of all pixels of each channel: {@code [rows, channels]}. */
    Plain mean(Plain x) {
        Plain y = Plain.zeros(x.extent(0), x.extent(1));
        int pixels = x.values.length / y.values.length;
        for (int i = 0; i < x.values.length; i++) {
            y.values[i / pixels] += x.values[i] / pixels;
        }
        backward.push(() -> {
            for (int i = 0; i < x.values.length; i++) {
                x.gradient[i] += y.gradient[i / pixels] / pixels;
            }
        });
        return y;
    }

    /** Of {@code [rows, places, width]} the mean over the places. */
    Plain meanOfPlaces(Plain x) {
        int places = x.extent(1);
        int width = x.extent(2);
        Plain y = Plain.zeros(x.extent(0), width);
        for (int i = 0; i < x.values.length; i++) {
            y.values[i / (places * width) * width + i % width] += x.values[i] / places;
        }
        backward.push(() -> {
            for (int i = 0; i < x.values.length; i++) {
                x.gradient[i] += y.gradient[i / (places * width) * width + i % width] / places;
            }
        });
        return y;
    }

    /** The largest of each 2 by 2 pixels. */
    Plain maxPool(Plain x) {
        int height = x.extent(2) / 2;
        int width = x.extent(3) / 2;
        Plain y = Plain.zeros(x.extent(0), x.extent(1), height, width);
        int[] chosen = new int[y.values.length];
        for (int i = 0; i < chosen.length; i++) {
            int corner = i / (height * width) * x.extent(2) * x.extent(3)
                    + i / width % height * 2 * x.extent(3)
                    + i % width * 2;
            chosen[i] = corner;
            for (int other : List.of(corner + 1, corner + x.extent(3), corner + x.extent(3) + 1)) {
                if (x.values[other] > x.values[chosen[i]]) {
                    chosen[i] = other;
                }
            }
            y.values[i] = x.values[chosen[i]];
        }
        backward.push(() -> {
            for (int i = 0; i < chosen.length; i++) {
                x.gradient[chosen[i]] += y.gradient[i];
            }
        });
        return y;
    }

    /** Of each channel over rows and pixels. */
    Plain batchNorm(Plain x, Weights weights, String name) {
        var norm = new PlainBatchNorm(x, weights, name, training);
        backward.push(norm::goBack);
        return norm.output();
    }

    /** Of each row over its last dimension. */
    Plain layerNorm(Plain x, Weights weights, String name) {
        var norm = new PlainLayerNorm(x, weights, name);
        backward.push(norm::goBack);
        return norm.output();
    }

    /** The state after the last of {@code [rows, times, in]}. */
    Plain lstm(Plain x, Weights weights, String name) {
        var lstm = new PlainLstm(x, weights, name);
        backward.push(lstm::goBack);
        return lstm.output();
    }

    /** All {@code [rows, places, width]}. */
    Plain attention(Plain query, Plain key, Plain value, int heads) {
        var attention = new PlainAttention(query, key, value, heads);
        backward.push(attention::goBack);
        return attention.output();
    }

    /** The same numbers in the same order. */
    Plain reshape(Plain x, int... shape) {
        Plain y = new Plain(x.values.clone(), shape);
        backward.push(() -> {
            for (int i = 0; i < y.values.length; i++) {
                x.gradient[i] += y.gradient[i];
            }
        });
        return y;
    }

    /** {@code [rows, anything else]} */
    Plain flatten(Plain x) {
        return reshape(x, x.extent(0), x.values.length / x.extent(0));
    }

    /** The same of each place of {@code [rows, places, in]}. */
    Plain linearOfPlaces(Plain x, Plain weight, Plain bias) {
        Plain places = reshape(x, x.extent(0) * x.extent(1), x.extent(2));
        return reshape(linear(places, weight, bias), x.extent(0), x.extent(1), weight.extent(0));
    }

    /** Sets the gradient of the mean cross entropy at the logits. */
    static void crossEntropy(Plain logits, int[] labels) {
        int classes = logits.extent(1);
        for (int row = 0; row < labels.length; row++) {
            double[] scores = Arrays.copyOfRange(logits.values, row * classes, (row + 1) * classes);
            double[] gradient = HARD_LABELS.gradient(scores, new double[] {labels[row]});
            for (int c = 0; c < classes; c++) {
                logits.gradient[row * classes + c] = gradient[c] / labels.length;
            }
        }
    }
}
