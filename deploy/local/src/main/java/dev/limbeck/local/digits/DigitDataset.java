package dev.limbeck.local.digits;

import dev.limbeck.dataset.IdxDirectory;
import dev.limbeck.dataset.LabelledImages;
import dev.limbeck.dataset.Part;
import dev.limbeck.local.seeded.Seeds;
import java.nio.file.Path;
import java.util.List;

/**
 * A finite dataset of drawn digits. Its two parts come from seeds of their own, so neither repeats the other nor
 * a {@link DigitGenerator} of the same seed.
 *
 * @param seed decides every pixel, together with the style
 * @param styles how the digits are drawn, each as often as the others
 * @param train examples in the training part, 1 to 1,000,000
 * @param test examples in the test part, 1 to 1,000,000
 */
public record DigitDataset(long seed, List<DigitStyle> styles, int train, int test) {

    private static final int MOST = 1_000_000;

    public DigitDataset {
        styles = List.copyOf(styles);
        if (styles.isEmpty()) {
            throw new IllegalArgumentException("styles is empty; allowed: one or more");
        }
        requireCount("train", train);
        requireCount("test", test);
    }

    /** Draws one part: shape {@code [1, 28, 28]}, 10 classes. */
    public LabelledImages draw(Part part) {
        boolean training = part == Part.TRAIN;
        long ofPart = Seeds.mix(seed, training ? 0 : 1);
        var generators =
                styles.stream().map(style -> new DigitGenerator(ofPart, style)).toList();
        int count = training ? train : test;
        byte[] inputs = new byte[Math.multiplyExact(count, Digit.PIXELS)];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            var digit = generators.get(i % generators.size()).digit(i);
            digit.copyPixelsTo(inputs, i * Digit.PIXELS);
            labels[i] = (byte) digit.label();
        }
        return LabelledImages.takeOwnershipOf(List.of(1, Digit.SIDE, Digit.SIDE), inputs, labels)
                .withClasses(Digit.CLASSES);
    }

    /**
     * Draws both parts into a directory that {@link IdxDirectory} reads, replacing what is there.
     *
     * @throws java.io.UncheckedIOException if the disk refuses
     */
    public IdxDirectory writeTo(Path root) {
        var directory = new IdxDirectory(root);
        for (var part : Part.values()) {
            directory.write(part, draw(part));
        }
        return directory;
    }

    private static void requireCount(String field, int value) {
        if (value < 1 || value > MOST) {
            throw new IllegalArgumentException("%s is %d; allowed: 1 to %d".formatted(field, value, MOST));
        }
    }
}
