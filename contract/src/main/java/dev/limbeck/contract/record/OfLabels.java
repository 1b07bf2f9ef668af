package dev.limbeck.contract.record;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Any of several labels.
 *
 * @param indices of those that are right, never negative; empty where none is
 */
public record OfLabels(@JsonValue SortedSet<Integer> indices) implements HardLabel {
    private static final byte KIND = 1;

    public OfLabels {
        indices = Collections.unmodifiableSortedSet(new TreeSet<>(indices));
        if (!indices.isEmpty() && indices.first() < 0) {
            throw new IllegalArgumentException("a label is " + indices.first() + ", allowed is 0 or above");
        }
    }

    @Override
    public String kind() {
        return "a set of labels";
    }

    @Override
    public String text() {
        return indices.isEmpty()
                ? "none"
                : indices.stream().map(String::valueOf).collect(joining("+"));
    }

    @Override
    public ByteBuffer bytes() {
        var bytes = ByteBuffer.allocate(1 + indices.size() * Integer.BYTES).put(KIND);
        indices.forEach(bytes::putInt);
        return bytes.flip();
    }
}
