package dev.limbeck.dataset;

import static java.util.Objects.checkFromToIndex;
import static java.util.Objects.checkIndex;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * An immutable, non-empty set of examples of one shape, each an array of unsigned bytes with a label. All inputs
 * lie in one array, which subsets share, so that splitting a large set costs four bytes per example.
 */
public final class LabelledSet {

    /** Labels are unsigned bytes, so no set has more classes than this. */
    public static final int MAX_CLASSES = 256;

    private final List<Integer> exampleShape;
    private final int exampleLength;
    private final int classes;
    private final byte[] inputs;
    private final byte[] labels;
    private final int[] rows;

    private LabelledSet(List<Integer> exampleShape, int classes, byte[] inputs, byte[] labels, int[] rows) {
        this.exampleShape = exampleShape;
        this.exampleLength = ExampleShape.length(exampleShape);
        this.classes = classes;
        this.inputs = inputs;
        this.labels = labels;
        this.rows = rows;
    }

    /**
     * A set over the given arrays, which the caller must not touch again.
     *
     * @param exampleShape the shape of one input, outermost dimension first, such as {@code [1, 28, 28]}
     * @param inputs the inputs one after the other, row-major, as unsigned bytes
     * @param labels one unsigned byte per example; the greatest of them decides {@link #classes()}
     * @throws IllegalArgumentException if there is no example, or shape and array lengths disagree
     */
    public static LabelledSet takeOwnershipOf(List<Integer> exampleShape, byte[] inputs, byte[] labels) {
        var shape = List.copyOf(exampleShape);
        if (labels.length == 0) {
            throw new IllegalArgumentException("labels has 0 entries; allowed: at least 1");
        }
        long expected = (long) labels.length * ExampleShape.length(shape);
        if (inputs.length != expected) {
            throw new IllegalArgumentException("inputs has %d bytes; allowed: %d, for %d examples of shape %s"
                    .formatted(inputs.length, expected, labels.length, shape));
        }
        int[] rows = IntStream.range(0, labels.length).toArray();
        return new LabelledSet(shape, greatest(labels) + 1, inputs, labels, rows);
    }

    /**
     * The same examples with a declared class count, for a set that may not show every class.
     *
     * @throws IllegalArgumentException if a label does not fit, or {@code classes} exceeds {@link #MAX_CLASSES}
     */
    public LabelledSet withClasses(int classes) {
        int needed = 1 + IntStream.range(0, size()).map(this::label).max().orElseThrow();
        if (classes < needed || classes > MAX_CLASSES) {
            throw new IllegalArgumentException(
                    "classes is %d; allowed: %d to %d".formatted(classes, needed, MAX_CLASSES));
        }
        return new LabelledSet(exampleShape, classes, inputs, labels, rows);
    }

    /** How many examples there are, at least 1. */
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

    /** A copy of an input: unsigned bytes, row-major. */
    public byte[] input(int index) {
        int from = offset(index);
        return Arrays.copyOfRange(inputs, from, from + exampleLength);
    }

    /** The label of an example, from 0 to {@link #classes()} - 1. */
    public int label(int index) {
        return Byte.toUnsignedInt(labels[rows[checkIndex(index, rows.length)]]);
    }

    /** SHA-256, in hexadecimal, over the shape, the inputs and the labels in their order. Computed at each call. */
    public String digest() {
        var sha256 = sha256();
        var header = ByteBuffer.allocate(Integer.BYTES * (1 + exampleShape.size()));
        header.putInt(exampleShape.size());
        exampleShape.forEach(header::putInt);
        sha256.update(header.array());
        for (int i = 0; i < size(); i++) {
            sha256.update(inputs, offset(i), exampleLength);
        }
        for (int row : rows) {
            sha256.update(labels[row]);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    /**
     * The examples at the given indices, in that order; an index may repeat.
     *
     * @throws IllegalArgumentException if there are no indices
     * @throws IndexOutOfBoundsException if an index is not in this set
     */
    public LabelledSet subset(int[] indices) {
        if (indices.length == 0) {
            throw new IllegalArgumentException("indices has 0 entries; allowed: at least 1");
        }
        int[] chosen = Arrays.stream(indices)
                .map(index -> rows[checkIndex(index, rows.length)])
                .toArray();
        return new LabelledSet(exampleShape, classes, inputs, labels, chosen);
    }

    /** The examples from {@code from} (inclusive) to {@code to} (exclusive); fails as {@link #subset} does. */
    public LabelledSet take(int from, int to) {
        checkFromToIndex(from, to, size());
        return subset(IntStream.range(from, to).toArray());
    }

    /**
     * Shuffles and cuts this set; the same seed always gives the same split.
     *
     * @param validationFraction the share of the validation part, above 0 and below 1, rounded to whole examples
     * @throws IllegalArgumentException if either part would be empty
     */
    public TrainingAndValidation shuffledSplit(long seed, double validationFraction) {
        if (!(validationFraction > 0 && validationFraction < 1)) {
            throw new IllegalArgumentException(
                    "validationFraction is %s; allowed: above 0 and below 1".formatted(validationFraction));
        }
        int validation = (int) Math.round(size() * validationFraction);
        if (validation == 0 || validation == size()) {
            throw new IllegalArgumentException(
                    "validationFraction is %s, which takes %d of %d examples; allowed: at least 1 in each part"
                            .formatted(validationFraction, validation, size()));
        }
        int[] order = shuffledIndices(seed);
        return new TrainingAndValidation(
                subset(Arrays.copyOfRange(order, validation, order.length)),
                subset(Arrays.copyOfRange(order, 0, validation)));
    }

    /** Writes the inputs one after the other, without copying them. */
    void writeInputs(OutputStream out) throws IOException {
        for (int i = 0; i < size(); i++) {
            out.write(inputs, offset(i), exampleLength);
        }
    }

    private int[] shuffledIndices(long seed) {
        var random = new SplittableRandom(seed);
        int[] order = IntStream.range(0, size()).toArray();
        for (int last = order.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int swapped = order[last];
            order[last] = order[other];
            order[other] = swapped;
        }
        return order;
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

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
