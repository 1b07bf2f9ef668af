package dev.limbeck.local.digits;

import java.util.Arrays;

/** One drawn digit: what it shows, and 28 x 28 grey pixels, row-major. Immutable, equal by value. */
public final class Digit {

    /** Rows and columns of every image. */
    public static final int SIDE = 28;

    /** Pixels of every image. */
    public static final int PIXELS = SIDE * SIDE;

    /** Labels go from 0 to one less than this. */
    public static final int CLASSES = 10;

    private final int label;
    private final byte[] pixels;

    private Digit(int label, byte[] pixels) {
        this.label = label;
        this.pixels = pixels;
    }

    static Digit takeOwnershipOf(int label, byte[] pixels) {
        return new Digit(label, pixels);
    }

    /** The digit that was meant, 0 to 9. */
    public int label() {
        return label;
    }

    /** A copy of the pixels: unsigned bytes from 0, bare paper, to 255, full ink. */
    public byte[] pixels() {
        return pixels.clone();
    }

    void copyPixelsTo(byte[] target, int offset) {
        System.arraycopy(pixels, 0, target, offset, PIXELS);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digit that && label == that.label && Arrays.equals(pixels, that.pixels);
    }

    @Override
    public int hashCode() {
        return 31 * label + Arrays.hashCode(pixels);
    }

    @Override
    public String toString() {
        return "Digit[label=" + label + "]";
    }
}
