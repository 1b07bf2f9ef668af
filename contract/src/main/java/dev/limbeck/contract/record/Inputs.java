package dev.limbeck.contract.record;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the networks see of one record: tensors by name, without a batch dimension. 1 to
 * {@value #MAX_COUNT}, with names of 1 to {@value #MAX_NAME_BYTES} bytes of UTF-8.
 */
public record Inputs(SortedMap<String, Tensor> byName) {
    public static final int MAX_COUNT = 64;
    public static final int MAX_NAME_BYTES = 64;
    /** The name of an input that is the only one and has no other. */
    public static final String ONLY = "input";

    public Inputs {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
        if (byName.isEmpty()) {
            throw new IllegalArgumentException("a record needs at least one input, got none");
        }
        if (byName.size() > MAX_COUNT) {
            throw new IllegalArgumentException(
                    "inputs has %d entries, allowed are at most %d".formatted(byName.size(), MAX_COUNT));
        }
        byName.keySet().forEach(Inputs::requireName);
    }

    private static void requireName(String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < 1 || bytes > MAX_NAME_BYTES) {
            throw new IllegalArgumentException(
                    "the name of an input has %d bytes, allowed are 1 to %d".formatted(bytes, MAX_NAME_BYTES));
        }
    }

    /** One input, under the name of {@value #ONLY}. */
    public static Inputs of(Tensor input) {
        return new Inputs(new TreeMap<>(Collections.singletonMap(ONLY, input)));
    }

    /** @throws IllegalArgumentException when there is none of this name */
    public Tensor get(String name) {
        Tensor tensor = byName.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("there is no input %s among %s".formatted(name, byName.keySet()));
        }
        return tensor;
    }

    /**
     * The one there is.
     *
     * @throws IllegalStateException when there are several
     */
    public Tensor only() {
        if (byName.size() > 1) {
            throw new IllegalStateException("there are several inputs: " + byName.keySet());
        }
        return byName.values().iterator().next();
    }
}
