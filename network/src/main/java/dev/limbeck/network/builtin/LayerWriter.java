package dev.limbeck.network.builtin;

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

/**
 * Writes a network layer by layer: each call adds the layer's tensors, drawn from the seed, and the line that applies it
 * to the variable {@code x}. The same calls with the same seed give the same numbers on every machine.
 */
final class LayerWriter {
    private final Map<String, HostTensor> parameters = new LinkedHashMap<>();
    private final Map<String, HostTensor> buffers = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private List<String> arguments = List.of("x");
    private final SplittableRandom random;

    LayerWriter(long seed) {
        random = new SplittableRandom(seed);
    }

    /** What the forward method takes in the place of the one {@code x}. */
    LayerWriter arguments(List<String> names) {
        arguments = names;
        return this;
    }

    /** A line of the forward method. */
    LayerWriter line(String line) {
        lines.add(line);
        return this;
    }

    LayerWriter relu() {
        return line("x = torch.relu(x)");
    }

    LayerWriter maxPool() {
        return line("x = torch.max_pool2d(x, [2, 2], [2, 2], [0, 0], [1, 1], False)");
    }

    /**
     * Keeps the channels of a pixel side by side in memory from here on; the numbers are the same. PyTorch's max pooling
     * and batch norm work on vectors of channels then, and not on one number at a time.
     */
    LayerWriter channelsLast() {
        return line("x = torch.contiguous(x, memory_format=2)"); // torch.channels_last
    }

    LayerWriter flatten() {
        return line("x = torch.flatten(x, 1, -1)");
    }

    /** 3×3 or 1×1 convolution that keeps the extent at stride 1; without bias, for a batch norm follows. */
    LayerWriter convolution(String name, int in, int out, int kernel, int stride) {
        parameters.put(name + "_weight", kaimingUniform(in * kernel * kernel, out, in, kernel, kernel));
        int padding = kernel / 2;
        return line(String.format(
                Locale.ROOT,
                "x = torch.conv2d(x, self.%s_weight, None, [%d, %d], [%d, %d], [1, 1], 1)",
                name,
                stride,
                stride,
                padding,
                padding));
    }

    LayerWriter batchNorm(String name, int channels) {
        parameters.put(name + "_weight", filled(1, channels));
        parameters.put(name + "_bias", filled(0, channels));
        buffers.put(name + "_running_mean", filled(0, channels));
        buffers.put(name + "_running_var", filled(1, channels));
        return line(("x = torch.batch_norm(x, self.%1$s_weight, self.%1$s_bias, self.%1$s_running_mean, "
                        + "self.%1$s_running_var, self.training, 0.1, 1.0e-5, True)")
                .formatted(name));
    }

    LayerWriter linear(String name, int in, int out) {
        parameters.put(name + "_weight", kaimingUniform(in, out, in));
        parameters.put(name + "_bias", filled(0, out));
        return line("x = torch.linear(x, self.%1$s_weight, self.%1$s_bias)".formatted(name));
    }

    /**
     * A row for each category, of the variance 1 that normalised quantities have, too.
     *
     * @param indices the variable that has them
     * @return the expression that looks them up
     */
    String embedding(String name, int categories, int columns, String indices) {
        parameters.put(name + "_weight", uniform(Math.sqrt(3), categories, columns));
        return "torch.embedding(self.%s_weight, %s)".formatted(name, indices);
    }

    ScriptedModule toModule() {
        line("return x");
        return new ScriptedModule(parameters, buffers, arguments, lines);
    }

    long parameterCount() {
        return parameters.values().stream()
                .mapToLong(tensor -> tensor.shape().stream().reduce(1L, Math::multiplyExact))
                .sum();
    }

    /** He et al. 2015 (arXiv:1502.01852), uniform: the bound is sqrt(6 / fan-in), as suits a following ReLU. */
    private HostTensor kaimingUniform(int fanIn, long... shape) {
        return uniform(Math.sqrt(6.0 / fanIn), shape);
    }

    private HostTensor uniform(double bound, long... shape) {
        return tensor(() -> (random.nextDouble() * 2 - 1) * bound, shape);
    }

    private static HostTensor filled(double value, long... shape) {
        return tensor(() -> value, shape);
    }

    private static HostTensor tensor(DoubleSupplier values, long... shape) {
        int elements = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
        var bytes =
                ByteBuffer.allocate(Math.multiplyExact(elements, Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < elements; i++) {
            bytes.putFloat((float) values.getAsDouble());
        }
        return new HostTensor("F32", Arrays.stream(shape).boxed().toList(), bytes.flip());
    }
}
