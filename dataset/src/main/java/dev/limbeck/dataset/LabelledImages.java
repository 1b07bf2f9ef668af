package dev.limbeck.dataset;

import static java.util.Objects.checkFromToIndex;
import static java.util.Objects.checkIndex;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Images of one shape, each an array of unsigned bytes with a class. All pixels lie in one array, which subsets share, so
 * that splitting a large set costs four bytes per example.
 */
public final class LabelledImages implements LabelledSet {

    /** Labels are unsigned bytes, so no set has more classes than this. */
    public static final int MAX_CLASSES = 256;

    private final String inputName;
    private final List<Integer> exampleShape;
    private final Shape tensorShape;
    private final int exampleLength;
    private final int classes;
    private final byte[] pixels;
    private final byte[] labels;
    private final int[] rows;

    private LabelledImages(
            String inputName, List<Integer> exampleShape, int classes, byte[] pixels, byte[] labels, int[] rows) {
        this.inputName = inputName;
        this.exampleShape = exampleShape;
        this.tensorShape = new Shape(exampleShape);
        this.exampleLength = ExampleShape.length(exampleShape);
        this.classes = classes;
        this.pixels = pixels;
        this.labels = labels;
        this.rows = rows;
    }

    /**
     * A set over the given arrays, which the caller must not touch again.
     *
     * @param exampleShape the shape of one input, outermost dimension first, such as {@code [1, 28, 28]}
     * @param pixels the images one after the other, row-major, as unsigned bytes
     * @param labels one unsigned byte per example; the greatest of them decides {@link #classes()}
     * @throws IllegalArgumentException if there is no example, or shape and array lengths disagree
     */
    public static LabelledImages takeOwnershipOf(List<Integer> exampleShape, byte[] pixels, byte[] labels) {
        var shape = List.copyOf(exampleShape);
        if (labels.length == 0) {
            throw new IllegalArgumentException("labels has 0 entries; allowed: at least 1");
        }
        long expected = (long) labels.length * ExampleShape.length(shape);
        if (pixels.length != expected) {
            throw new IllegalArgumentException("pixels has %d bytes; allowed: %d, for %d examples of shape %s"
                    .formatted(pixels.length, expected, labels.length, shape));
        }
        int[] rows = IntStream.range(0, labels.length).toArray();
        return new LabelledImages(Inputs.ONLY, shape, greatest(labels) + 1, pixels, labels, rows);
    }

    /**
     * The same examples with a declared class count, for a set that may not show every class.
     *
     * @throws IllegalArgumentException if a label does not fit, or {@code classes} exceeds {@link #MAX_CLASSES}
     */
    public LabelledImages withClasses(int classes) {
        int needed = 1 + IntStream.range(0, size()).map(this::classOf).max().orElseThrow();
        if (classes < needed || classes > MAX_CLASSES) {
            throw new IllegalArgumentException(
                    "classes is %d; allowed: %d to %d".formatted(classes, needed, MAX_CLASSES));
        }
        return new LabelledImages(inputName, exampleShape, classes, pixels, labels, rows);
    }

    /** The same images as the input of this name. */
    LabelledImages named(String input) {
        return new LabelledImages(input, exampleShape, classes, pixels, labels, rows);
    }

    @Override
    public int size() {
        return rows.length;
    }

    /** The shape of one input, outermost dimension first. */
    public List<Integer> exampleShape() {
        return exampleShape;
    }

    /** How many classes there are: as declared, else one more than the greatest label. Subsets keep the number. */
    public int classes() {
        return classes;
    }

    @Override
    public Inputs inputs(int index) {
        var image = ByteBuffer.wrap(pixels, offset(index), exampleLength);
        return new Inputs(new TreeMap<>(Map.of(inputName, new Tensor(ElementType.U8, tensorShape, image))));
    }

    @Override
    public OfClass hardLabel(int index) {
        return new OfClass(classOf(index));
    }

    /** A copy of an image: unsigned bytes, row-major. */
    public byte[] pixels(int index) {
        int from = offset(index);
        return Arrays.copyOfRange(pixels, from, from + exampleLength);
    }

    /** The class of an example, from 0 to {@link #classes()} - 1. */
    public int classOf(int index) {
        return Byte.toUnsignedInt(labels[rows[checkIndex(index, rows.length)]]);
    }

    /** Over the shape, the pixels and the labels. Teachers that are kept are found again by it, so it never changes. */
    @Override
    public String digest() {
        var sha256 = Sha256.newDigest();
        var header = ByteBuffer.allocate(Integer.BYTES * (1 + exampleShape.size()));
        header.putInt(exampleShape.size());
        exampleShape.forEach(header::putInt);
        sha256.update(header.array());
        for (int i = 0; i < size(); i++) {
            sha256.update(pixels, offset(i), exampleLength);
        }
        for (int row : rows) {
            sha256.update(labels[row]);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    @Override
    public LabelledImages subset(int[] indices) {
        if (indices.length == 0) {
            throw new IllegalArgumentException("indices has 0 entries; allowed: at least 1");
        }
        int[] chosen = Arrays.stream(indices)
                .map(index -> rows[checkIndex(index, rows.length)])
                .toArray();
        return new LabelledImages(inputName, exampleShape, classes, pixels, labels, chosen);
    }

    /** The examples from {@code from} (inclusive) to {@code to} (exclusive); fails as {@link #subset} does. */
    public LabelledImages take(int from, int to) {
        checkFromToIndex(from, to, size());
        return subset(IntStream.range(from, to).toArray());
    }

    /** Writes the images one after the other, without copying them. */
    void writePixels(OutputStream out) throws IOException {
        for (int i = 0; i < size(); i++) {
            out.write(pixels, offset(i), exampleLength);
        }
    }

    private int offset(int index) {
        return rows[checkIndex(index, rows.length)] * exampleLength;
    }

    private static int greatest(byte[] labels) {
        int greatest = 0;
        for (byte label : labels) {
            greatest = Math.max(greatest, Byte.toUnsignedInt(label));
        }
        return greatest;
    }
}
