package dev.limbeck.network.safetensors;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** The element types of the safetensors format that networks are read with, and how wide each is. */
public final class ElementWidth {
    private static final Map<String, Integer> BYTES = new TreeMap<>(
            Map.of("F64", 8, "I64", 8, "F32", 4, "I32", 4, "F16", 2, "BF16", 2, "I16", 2, "I8", 1, "U8", 1, "BOOL", 1));

    private ElementWidth() {}

    /** Bytes of one element; empty where the type is not known. */
    public static OptionalInt of(String elementType) {
        Integer bytes = BYTES.get(elementType);
        return bytes == null ? OptionalInt.empty() : OptionalInt.of(bytes);
    }

    static Set<String> known() {
        return BYTES.keySet();
    }
}
