package dev.limbeck.network.selftest;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.network.safetensors.HostTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference itself: its gradients against what a small change of each value changes. */
class TapeTest {
    private static final int[] LABELS = {1, 0, 2};
    private static final double CHANGE = 1e-5;

    static Stream<Named<Specimen.Reference>> networks() {
        return Stream.of(
                Named.of("convolution", (tape, w, x) -> tape.mean(tape.convolution(x, w.get("kernel"), 1, 1, 1))),
                Named.of("strided", (tape, w, x) -> tape.mean(tape.convolution(x, w.get("kernel"), 2, 1, 1))),
                Named.of("unpadded", (tape, w, x) -> tape.mean(tape.convolution(x, w.get("kernel"), 2, 0, 1))),
                Named.of(
                        "grouped",
                        (tape, w, x) -> tape.mean(tape.convolution(
                                tape.convolution(x, w.get("wide"), 1, 0, 1), w.get("grouped"), 1, 1, 3))),
                Named.of(
                        "linear",
                        (tape, w, x) -> tape.linear(tape.relu(tape.flatten(x)), w.get("linear"), w.get("linear_bias"))),
                Named.of(
                        "pooling",
                        (tape, w, x) -> tape.mean(tape.convolution(tape.maxPool(x), w.get("kernel"), 1, 1, 1))),
                Named.of(
                        "normalisation",
                        (tape, w, x) -> tape.mean(
                                tape.relu(tape.batchNorm(tape.convolution(x, w.get("kernel"), 1, 1, 1), w, "norm")))),
                Named.of(
                        "layer normalisation",
                        (tape, w, x) -> tape.linear(
                                tape.flatten(tape.layerNorm(tape.reshape(x, 3, 8, 4), w, "layer")),
                                w.get("linear"),
                                w.get("linear_bias"))),
                Named.of("recurrent", (tape, w, x) -> tape.lstm(tape.reshape(x, 3, 8, 4), w, "lstm")),
                Named.of("attention", (tape, w, x) -> {
                    Plain places = tape.reshape(x, 3, 8, 4);
                    Plain query = tape.linearOfPlaces(places, w.get("query"), w.get("bias"));
                    Plain key = tape.linearOfPlaces(places, w.get("key"), w.get("bias"));
                    Plain attended = tape.attention(query, key, places, 2);
                    return tape.linear(tape.meanOfPlaces(attended), w.get("head"), w.get("linear_bias"));
                }),
                Named.of("residual", (tape, w, x) -> {
                    Plain once = tape.bias(tape.convolution(x, w.get("kernel"), 1, 1, 1), w.get("norm_bias"));
                    return tape.mean(tape.add(tape.relu(once), once));
                }));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aGradientIsWhatASmallChangeChanges(Specimen.Reference network) {
        // Given
        var inputs = values(3, 2, 4, 4);
        var weights = weights();
        var tape = new Tape(true);
        Plain logits = network.logits(tape, weights, inputs);
        Tape.crossEntropy(logits, LABELS);
        // When
        tape.goBack();
        // Then
        var all = new TreeMap<>(weights.all());
        all.keySet().removeIf(name -> name.contains("running"));
        all.put("inputs", inputs);
        all.forEach((name, tensor) -> {
            for (int i = 0; i < tensor.values.length; i++) {
                double value = tensor.values[i];
                tensor.values[i] = value + CHANGE;
                double above = loss(network, weights, inputs);
                tensor.values[i] = value - CHANGE;
                double below = loss(network, weights, inputs);
                tensor.values[i] = value;
                assertThat(tensor.gradient[i])
                        .as("%s at %d", name, i)
                        .isCloseTo((above - below) / (2 * CHANGE), Offset.offset(1e-7));
            }
        });
    }

    private static double loss(Specimen.Reference network, Weights weights, Plain inputs) {
        Plain logits = network.logits(new Tape(true), weights, inputs);
        double loss = 0;
        for (int row = 0; row < LABELS.length; row++) {
            double[] scores = Arrays.copyOfRange(logits.values, row * 3, row * 3 + 3);
            double sum = Arrays.stream(scores).map(Math::exp).sum();
            loss += (Math.log(sum) - scores[LABELS[row]]) / LABELS.length;
        }
        return loss;
    }

    private static Weights weights() {
        var tensors = new TreeMap<String, HostTensor>();
        Map.ofEntries(
                        entry("kernel", List.of(3L, 2L, 3L, 3L)),
                        entry("wide", List.of(6L, 2L, 1L, 1L)),
                        entry("grouped", List.of(3L, 2L, 3L, 3L)),
                        entry("linear", List.of(3L, 32L)),
                        entry("linear_bias", List.of(3L)),
                        entry("norm_weight", List.of(3L)),
                        entry("norm_bias", List.of(3L)),
                        entry("norm_running_mean", List.of(3L)),
                        entry("norm_running_var", List.of(3L)),
                        entry("layer_weight", List.of(4L)),
                        entry("layer_bias", List.of(4L)),
                        entry("lstm_input", List.of(12L, 4L)),
                        entry("lstm_state", List.of(12L, 3L)),
                        entry("lstm_input_bias", List.of(12L)),
                        entry("lstm_state_bias", List.of(12L)),
                        entry("query", List.of(4L, 4L)),
                        entry("key", List.of(4L, 4L)),
                        entry("bias", List.of(4L)),
                        entry("head", List.of(3L, 4L)))
                .forEach((name, shape) -> {
                    Plain plain =
                            values(shape.stream().mapToInt(Math::toIntExact).toArray());
                    var bytes = ByteBuffer.allocate(plain.values.length * Float.BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN);
                    Arrays.stream(plain.values).forEach(value -> bytes.putFloat((float) value));
                    tensors.put(name, new HostTensor("F32", shape, bytes.flip()));
                });
        return new Weights(tensors);
    }

    private static Plain values(int... shape) {
        Plain plain = Plain.zeros(shape);
        var random = new SplittableRandom(shape.length);
        Arrays.setAll(plain.values, i -> random.nextDouble(-1, 1));
        return plain;
    }
}
