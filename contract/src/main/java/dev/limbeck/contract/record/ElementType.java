package dev.limbeck.contract.record;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How one value of a {@link Tensor} is stored. Multi-byte types are little-endian. */
public enum ElementType {
    /** One unsigned byte, 0 to 255: pixels as a camera or a scanner gives them. */
    U8(1),
    /** IEEE 754 binary16. */
    F16(2),
    /** IEEE 754 binary32. */
    F32(4),
    /** A signed whole number of 32 bits: an index or a count, never turned into a float. */
    I32(4),
    /** A signed whole number of 64 bits: an index or a count, never turned into a float. */
    I64(8),
    /** One byte, 0 or 1. */
    BOOL(1);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Whether values are quantities that may be normalised, and that a network may be given as another such type. */
    public boolean isQuantity() {
        return this == U8 || this == F16 || this == F32;
    }

    /** The name in declarations and JSON, {@code f32} for example. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Size of one value in bytes. */
    public int bytes() {
        return bytes;
    }
}
