package dev.limbeck.network.selftest;

import dev.limbeck.contract.run.InputSpec;
import dev.limbeck.network.safetensors.HostTensor;
import dev.limbeck.network.torchscript.ScriptedModule;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/** Writes a network twice, layer by layer: as TorchScript, and as what it is to compute. */
final class TwinWriter {
    private final Map<String, HostTensor> parameters = new LinkedHashMap<>();
    private final Map<String, HostTensor> buffers = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private final List<Specimen.Reference> layers = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(5);

    /** Lays the channels of a pixel side by side from here on; the numbers are the same. */
    TwinWriter channelsLast() {
        lines.add("x = torch.contiguous(x, memory_format=2)");
        return this;
    }

    /** With bias; keeps the extent at stride 1. */
    TwinWriter convolution(int in, int out, int kernel, int stride, int groups) {
        String weight = parameter("weight", in / groups * kernel * kernel, out, in / groups, kernel, kernel);
        String bias = parameter("bias", out, out);
        int padding = kernel / 2;
        return layer(
                String.format(
                        Locale.ROOT,
                        "x = torch.conv2d(x, self.%s, self.%s, [%d, %d], [%d, %d], [1, 1], %d)",
                        weight,
                        bias,
                        stride,
                        stride,
                        padding,
                        padding,
                        groups),
                (tape, weights, x) -> tape.bias(
                        tape.convolution(x, weights.get(weight), stride, padding, groups), weights.get(bias)));
    }

    TwinWriter linear(int in, int out) {
        String weight = parameter("weight", in, out, in);
        String bias = parameter("bias", out, out);
        return layer(
                "x = torch.linear(x, self.%s, self.%s)".formatted(weight, bias),
                (tape, weights, x) -> tape.linear(x, weights.get(weight), weights.get(bias)));
    }

    TwinWriter batchNorm(int channels) {
        String name = "norm" + layers.size();
        parameters.put(name + "_weight", tensor(() -> random.nextDouble(0.5, 1.5), channels));
        parameters.put(name + "_bias", tensor(() -> random.nextDouble(-1, 1), channels));
        buffers.put(name + "_running_mean", tensor(() -> random.nextDouble(-1, 1), channels));
        buffers.put(name + "_running_var", tensor(() -> random.nextDouble(0.5, 1.5), channels));
        return layer(
                ("x = torch.batch_norm(x, self.%1$s_weight, self.%1$s_bias, self.%1$s_running_mean, "
                                + "self.%1$s_running_var, self.training, 0.1, 1.0e-5, True)")
                        .formatted(name),
                (tape, weights, x) -> tape.batchNorm(x, weights, name));
    }

    TwinWriter relu() {
        return layer("x = torch.relu(x)", (tape, weights, x) -> tape.relu(x));
    }

    TwinWriter maxPool() {
        return layer(
                "x = torch.max_pool2d(x, [2, 2], [2, 2], [0, 0], [1, 1], False)",
                (tape, weights, x) -> tape.maxPool(x));
    }

    TwinWriter meanPool() {
        return layer(
                "x = torch.flatten(torch.adaptive_avg_pool2d(x, [1, 1]), 1, -1)", (tape, weights, x) -> tape.mean(x));
    }

    TwinWriter flatten() {
        return layer("x = torch.flatten(x, 1, -1)", (tape, weights, x) -> tape.flatten(x));
    }

    private TwinWriter layer(String line, Specimen.Reference reference) {
        lines.add(line);
        layers.add(reference);
        return this;
    }

    Specimen finish(String name, InputSpec input, int batch, int steps) {
        lines.add("return x");
        var module = new ScriptedModule(parameters, buffers, lines);
        return new Specimen(name, () -> module.toArchive().toBytes(), input, this::logits, batch, steps);
    }

    private Plain logits(Tape tape, Weights weights, Plain inputs) {
        Plain x = inputs;
        for (var layer : layers) {
            x = layer.logits(tape, weights, x);
        }
        return x;
    }

    /** Numbers of the size that keeps that of what flows through. */
    private String parameter(String kind, int fanIn, int... shape) {
        String name = kind + layers.size();
        double bound = Math.sqrt(6.0 / fanIn);
        parameters.put(name, tensor(() -> random.nextDouble(-bound, bound), shape));
        return name;
    }

    private static HostTensor tensor(DoubleSupplier values, int... shape) {
        int elements = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        var bytes = ByteBuffer.allocate(elements * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < elements; i++) {
            bytes.putFloat((float) values.getAsDouble());
        }
        return new HostTensor(
                "F32", Arrays.stream(shape).mapToObj(Long::valueOf).toList(), bytes.flip());
    }
}
