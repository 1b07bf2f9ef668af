package dev.limbeck.local.digits;

import dev.limbeck.dataset.LabelledExamples;
import dev.limbeck.dataset.Part;
import dev.limbeck.dataset.RecordsDirectory;
import dev.limbeck.local.seeded.Seeds;
import java.nio.file.Path;
import java.util.stream.LongStream;

/**
 * A finite set of {@link DigitPairs}. Its two parts come from seeds of their own, so neither repeats the other nor pairs of
 * the same seed.
 *
 * @param seed decides every pixel
 * @param train pairs in the training part, 1 or more
 * @param test pairs in the test part, 1 or more
 */
public record DigitPairDataset(long seed, int train, int test) {
    public LabelledExamples draw(Part part) {
        long ofPart = Seeds.mix(seed, part == Part.TRAIN ? 0 : 1);
        var pairs = new DigitPairs(new DigitGenerator(ofPart, DigitStyle.standard()));
        int count = part == Part.TRAIN ? train : test;
        return LabelledExamples.copyOf(
                LongStream.range(0, count).mapToObj(pairs::pair).toList());
    }

    /** @throws java.io.UncheckedIOException if the disk refuses */
    public void writeTo(Path root) {
        var directory = new RecordsDirectory(root);
        for (var part : Part.values()) {
            directory.write(part, draw(part));
        }
    }
}
