package dev.limbeck.contract.record;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a record says of itself beside its input, such as a region or a device. No network sees it; measurements are
 * told apart by it.
 *
 * @param byName at most {@value #MAX_COUNT}; names of 1 to {@value #MAX_NAME_BYTES} bytes of UTF-8, values of at most
 *     {@value #MAX_VALUE_BYTES}
 */
public record Attributes(SortedMap<String, String> byName) {
    public static final int MAX_COUNT = 16;
    public static final int MAX_NAME_BYTES = 64;
    public static final int MAX_VALUE_BYTES = 256;
    public static final Attributes NONE = new Attributes(new TreeMap<>());

    public Attributes {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
        if (byName.size() > MAX_COUNT) {
            throw new IllegalArgumentException(
                    "attributes has " + byName.size() + " entries, allowed are at most " + MAX_COUNT);
        }
        byName.forEach(Attributes::requireShort);
    }

    private static void requireShort(String name, String value) {
        int nameBytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (nameBytes < 1 || nameBytes > MAX_NAME_BYTES) {
            throw new IllegalArgumentException(
                    "the name of an attribute has " + nameBytes + " bytes, allowed are 1 to " + MAX_NAME_BYTES);
        }
        int valueBytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (valueBytes > MAX_VALUE_BYTES) {
            throw new IllegalArgumentException(
                    "attribute %s has %d bytes, allowed are at most %d".formatted(name, valueBytes, MAX_VALUE_BYTES));
        }
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
