package dev.limbeck.contract.record;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Numbers.
 *
 * @param values at least one; what is not finite no task takes
 */
public record OfValues(@JsonValue List<Float> values) implements HardLabel {
    private static final byte KIND = 2;

    public OfValues {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a label of values needs at least one, got none");
        }
    }

    @Override
    public String kind() {
        return "values";
    }

    @Override
    public String text() {
        return values.stream().map(String::valueOf).collect(joining(","));
    }

    @Override
    public ByteBuffer bytes() {
        var bytes = ByteBuffer.allocate(1 + values.size() * Float.BYTES).put(KIND);
        values.forEach(bytes::putFloat);
        return bytes.flip();
    }
}
