package dev.limbeck.network.selftest;

import dev.limbeck.network.safetensors.HostTensor;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The numbers of a network by name, for the reference to compute with. */
final class Weights {
    private final Map<String, Plain> tensors = new TreeMap<>();

    Weights(Map<String, HostTensor> tensors) {
        tensors.forEach((name, tensor) -> this.tensors.put(name, plain(tensor)));
    }

    /** An optimizer's, without what it counts. */
    static Weights ofMoments(Map<String, HostTensor> optimizer) {
        var moments = new TreeMap<>(optimizer);
        moments.values().removeIf(tensor -> !tensor.elementType().equals("F32"));
        return new Weights(moments);
    }

    private static Plain plain(HostTensor tensor) {
        var floats = tensor.values().asFloatBuffer();
        double[] values = new double[floats.remaining()];
        for (int i = 0; i < values.length; i++) {
            values[i] = floats.get();
        }
        return new Plain(
                values, tensor.shape().stream().mapToInt(Math::toIntExact).toArray());
    }

    Plain get(String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }

    boolean has(String name) {
        return tensors.containsKey(name);
    }

    Map<String, Plain> all() {
        return Collections.unmodifiableMap(tensors);
    }
}
