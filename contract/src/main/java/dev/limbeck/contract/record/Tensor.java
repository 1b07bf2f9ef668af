package dev.limbeck.contract.record;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A dense row-major array of numbers, kept as the bytes it travels in so that nothing is converted before the
 * network needs it.
 *
 * @param values exactly {@code shape.elements() * elementType.bytes()} bytes, little-endian, read-only
 */
public record Tensor(ElementType elementType, Shape shape, ByteBuffer values) {
    /** @throws IllegalArgumentException when {@code values} does not have the size that type and shape ask for */
    public Tensor {
        requireNonNull(elementType, "elementType");
        requireNonNull(shape, "shape");
        values = values.isReadOnly() ? values.slice() : values.slice().asReadOnlyBuffer();
        long expected = (long) shape.elements() * elementType.bytes();
        if (values.remaining() != expected) {
            throw new IllegalArgumentException("tensor %s of %s needs %d bytes, got %d"
                    .formatted(elementType, shape, expected, values.remaining()));
        }
    }

    /** A tensor of unsigned bytes; the array is copied. */
    public static Tensor ofBytes(Shape shape, byte[] values) {
        return new Tensor(ElementType.U8, shape, ByteBuffer.wrap(values.clone()));
    }

    /** A tensor of binary32 values; the array is copied. */
    public static Tensor ofFloats(Shape shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return new Tensor(ElementType.F32, shape, bytes);
    }

    public static Tensor zeros(ElementType elementType, Shape shape) {
        return new Tensor(elementType, shape, ByteBuffer.allocate(shape.elements() * elementType.bytes()));
    }

    /** A fresh little-endian view, positioned at the first value. */
    @Override
    public ByteBuffer values() {
        return values.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The same values as {@link ElementType#F32}; every narrower quantity has an equal one there.
     *
     * @throws IllegalStateException when they are no quantities
     */
    public Tensor widened() {
        if (!elementType.isQuantity()) {
            throw new IllegalStateException("a tensor of %s has no equal one of F32".formatted(elementType));
        }
        if (elementType == ElementType.F32) {
            return this;
        }
        float[] wide = new float[shape.elements()];
        ByteBuffer narrow = values();
        for (int i = 0; i < wide.length; i++) {
            wide[i] = elementType == ElementType.U8 ? Byte.toUnsignedInt(narrow.get()) : halfToFloat(narrow.getShort());
        }
        return ofFloats(shape, wide);
    }

    /** IEEE 754: 1 sign bit, 5 of exponent, 10 of fraction; a zero exponent is subnormal. */
    private static float halfToFloat(short half) {
        int exponent = half >> 10 & 0x1F;
        int fraction = half & 0x3FF;
        float magnitude;
        if (exponent == 0x1F) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else if (exponent == 0) {
            magnitude = Math.scalb((float) fraction, -24);
        } else {
            magnitude = Math.scalb((float) (fraction | 0x400), exponent - 25);
        }
        return half < 0 ? -magnitude : magnitude;
    }

    /**
     * The values, which must be whole numbers, or 0 and 1 for false and true.
     *
     * @throws IllegalStateException when they are of no such type
     */
    public LongStream wholeNumbers() {
        return switch (elementType) {
            case I32 -> IntStream.range(0, shape.elements()).mapToLong(values().asIntBuffer()::get);
            case I64 -> IntStream.range(0, shape.elements()).mapToLong(values().asLongBuffer()::get);
            case BOOL -> IntStream.range(0, shape.elements()).mapToLong(values()::get);
            case U8, F16, F32 ->
                throw new IllegalStateException("a tensor of %s has no whole numbers".formatted(elementType));
        };
    }

    /** Whether no value is NaN or infinite. */
    public boolean isFinite() {
        return switch (elementType) {
            case U8, I32, I64, BOOL -> true;
            case F16 -> allHalvesFinite();
            case F32 -> allFloatsFinite();
        };
    }

    private boolean allHalvesFinite() {
        int exponent = 0x7C00; // all ones: NaN or infinity
        var halves = values().asShortBuffer();
        while (halves.hasRemaining()) {
            if ((halves.get() & exponent) == exponent) {
                return false;
            }
        }
        return true;
    }

    private boolean allFloatsFinite() {
        var floats = values().asFloatBuffer();
        while (floats.hasRemaining()) {
            if (!Float.isFinite(floats.get())) {
                return false;
            }
        }
        return true;
    }
}
