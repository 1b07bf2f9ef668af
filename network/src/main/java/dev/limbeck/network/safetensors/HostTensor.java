package dev.limbeck.network.safetensors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A tensor in the memory of the JVM.
 *
 * @param elementType name in the safetensors format: {@code F32}, {@code I64} …
 * @param shape empty for a scalar
 * @param values little-endian, row-major, read-only
 */
public record HostTensor(String elementType, List<Long> shape, ByteBuffer values) {
    public HostTensor {
        shape = List.copyOf(shape);
        values = values.slice().asReadOnlyBuffer();
    }

    @Override
    public ByteBuffer values() {
        return values.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Type, shape and a hash of the values: two that print alike are very likely equal. */
    @Override
    public String toString() {
        return "%s%s#%08x".formatted(elementType, shape, values().hashCode());
    }
}
