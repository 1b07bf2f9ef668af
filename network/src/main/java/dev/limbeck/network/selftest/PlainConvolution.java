package dev.limbeck.network.selftest;

/** A convolution as it is defined: each weight moves over the whole picture. */
final class PlainConvolution {
    private final Plain x;
    private final Plain weight;
    private final Plain output;
    private final int stride;
    private final int padding;
    private final int groups;

    PlainConvolution(Plain x, Plain weight, int stride, int padding, int groups) {
        this.x = x;
        this.weight = weight;
        this.stride = stride;
        this.padding = padding;
        this.groups = groups;
        int kernel = weight.extent(2);
        this.output = Plain.zeros(
                x.extent(0),
                weight.extent(0),
                (x.extent(2) + 2 * padding - kernel) / stride + 1,
                (x.extent(3) + 2 * padding - kernel) / stride + 1);
        forEachWeight((weightAt, inputAt, outputAt, count) -> {
            for (int i = 0; i < count; i++) {
                output.values[outputAt + i] += weight.values[weightAt] * x.values[inputAt + i * stride];
            }
        });
    }

    Plain output() {
        return output;
    }

    void goBack() {
        forEachWeight((weightAt, inputAt, outputAt, count) -> {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                double gradient = output.gradient[outputAt + i];
                sum += gradient * x.values[inputAt + i * stride];
                x.gradient[inputAt + i * stride] += gradient * weight.values[weightAt];
            }
            weight.gradient[weightAt] += sum;
        });
    }

    /** A weight over a row of the picture: {@code count} outputs side by side, of inputs {@code stride} apart. */
    private interface Row {
        void at(int weightAt, int inputAt, int outputAt, int count);
    }

    private void forEachWeight(Row row) {
        int kernel = weight.extent(2);
        int inGroup = weight.extent(1);
        int outGroup = weight.extent(0) / groups;
        for (int picture = 0; picture < x.extent(0); picture++) {
            for (int out = 0; out < weight.extent(0); out++) {
                for (int in = 0; in < inGroup; in++) {
                    int inputChannel = picture * x.extent(1) + out / outGroup * inGroup + in;
                    int outputChannel = picture * weight.extent(0) + out;
                    for (int k = 0; k < kernel * kernel; k++) {
                        int weightAt = (out * inGroup + in) * kernel * kernel + k;
                        rows(weightAt, k / kernel - padding, k % kernel - padding, inputChannel, outputChannel, row);
                    }
                }
            }
        }
    }

    private void rows(int weightAt, int down, int right, int inputChannel, int outputChannel, Row row) {
        int width = x.extent(3);
        int first = Math.max(0, (stride - 1 - right) / stride);
        int last = Math.min(output.extent(3) - 1, Math.floorDiv(width - 1 - right, stride));
        for (int y = 0; y < output.extent(2); y++) {
            int inputY = y * stride + down;
            if (inputY >= 0 && inputY < x.extent(2)) {
                row.at(
                        weightAt,
                        (inputChannel * x.extent(2) + inputY) * width + first * stride + right,
                        (outputChannel * output.extent(2) + y) * output.extent(3) + first,
                        last - first + 1);
            }
        }
    }
}
