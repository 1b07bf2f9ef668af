package dev.limbeck.contract.record;

/** How one value of a {@link Tensor} is stored. Multi-byte types are little-endian. */
public enum ElementType {
    /** One unsigned byte, 0 to 255: pixels as a camera or a scanner gives them. */
    U8(1),
    /** IEEE 754 binary16. */
    F16(2),
    /** IEEE 754 binary32. */
    F32(4);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Size of one value in bytes. */
    public int bytes() {
        return bytes;
    }
}
