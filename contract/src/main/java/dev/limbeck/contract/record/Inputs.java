package dev.limbeck.contract.record;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the networks see of one record: tensors by name, without a batch dimension. At least one. */
public record Inputs(SortedMap<String, Tensor> byName) {
    /** The name of an input that is the only one and has no other. */
    public static final String ONLY = "input";

    public Inputs {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
        if (byName.isEmpty()) {
            throw new IllegalArgumentException("a record needs at least one input, got none");
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
