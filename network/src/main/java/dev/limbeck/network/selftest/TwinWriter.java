package dev.limbeck.network.selftest;

import dev.limbeck.contract.run.OptimizerSpec;
import dev.limbeck.contract.signature.Signature;
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

    /** Each line of a picture of one channel as a place: {@code [rows, lines, pixels]}. */
    TwinWriter places() {
        return layer(
                "x = torch.squeeze(x, 1)",
                (tape, weights, x) -> tape.reshape(x, x.extent(0), x.extent(2), x.extent(3)));
    }

    TwinWriter layerNorm(int features) {
        String name = "norm" + layers.size();
        parameters.put(name + "_weight", tensor(() -> random.nextDouble(0.5, 1.5), features));
        parameters.put(name + "_bias", tensor(() -> random.nextDouble(-1, 1), features));
        return layer(
                "x = torch.layer_norm(x, [%1$d], self.%2$s_weight, self.%2$s_bias)".formatted(features, name),
                (tape, weights, x) -> tape.layerNorm(x, weights, name));
    }

    /** Over places, of which the state after the last remains. */
    TwinWriter lstm(int in, int hidden) {
        String name = "lstm" + layers.size();
        double bound = Math.sqrt(1.0 / hidden);
        DoubleSupplier values = () -> random.nextDouble(-bound, bound);
        parameters.put(name + "_input", tensor(values, 4 * hidden, in));
        parameters.put(name + "_state", tensor(values, 4 * hidden, hidden));
        parameters.put(name + "_input_bias", tensor(values, 4 * hidden));
        parameters.put(name + "_state_bias", tensor(values, 4 * hidden));
        lines.add("start = torch.zeros([1, torch.size(x, 0), %d])".formatted(hidden));
        lines.add(("sequence, state, cell = torch.lstm(x, [start, start], [self.%1$s_input, self.%1$s_state, "
                        + "self.%1$s_input_bias, self.%1$s_state_bias], True, 1, 0., self.training, False, True)")
                .formatted(name));
        return layer("x = torch.select(sequence, 1, -1)", (tape, weights, x) -> tape.lstm(x, weights, name));
    }

    /** Of places to each other, then the mean of all. */
    TwinWriter attention(int width, int heads) {
        var parts = new ArrayList<String>();
        for (String part : List.of("query", "key", "value")) {
            String weight = parameter(part + "_weight", width, width, width);
            String bias = parameter(part + "_bias", width, width);
            parts.add(weight);
            parts.add(bias);
            lines.add(
                    "%s = torch.transpose(torch.reshape(torch.linear(x, self.%s, self.%s), [torch.size(x, 0), torch.size(x, 1), %d, %d]), 1, 2)"
                            .formatted(part, weight, bias, heads, width / heads));
        }
        lines.add("x = torch.transpose(torch.scaled_dot_product_attention(query, key, value), 1, 2)");
        return layer("x = torch.mean(torch.flatten(x, 2, -1), [1])", (tape, weights, x) -> {
            Plain[] places = new Plain[3];
            for (int part = 0; part < places.length; part++) {
                places[part] =
                        tape.linearOfPlaces(x, weights.get(parts.get(2 * part)), weights.get(parts.get(2 * part + 1)));
            }
            Plain attended = tape.attention(places[0], places[1], places[2], heads);
            return tape.meanOfPlaces(attended);
        });
    }

    private TwinWriter layer(String line, Specimen.Reference reference) {
        lines.add(line);
        layers.add(reference);
        return this;
    }

    Specimen finish(String name, Signature input, int batch, int steps) {
        return finish(name, input, batch, steps, OptimizerSpec.Kind.SGD);
    }

    Specimen finish(String name, Signature input, int batch, int steps, OptimizerSpec.Kind optimizer) {
        lines.add("return x");
        var module = new ScriptedModule(parameters, buffers, lines);
        return new Specimen(name, () -> module.toArchive().toBytes(), input, this::logits, batch, steps, optimizer);
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
