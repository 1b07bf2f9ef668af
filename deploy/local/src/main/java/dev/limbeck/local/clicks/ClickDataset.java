package dev.limbeck.local.clicks;

import dev.limbeck.dataset.LabelledExample;
import dev.limbeck.dataset.LabelledExamples;
import dev.limbeck.dataset.Part;
import dev.limbeck.dataset.RecordsDirectory;
import dev.limbeck.local.seeded.Seeds;
import java.nio.file.Path;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * A labelled set of whole pages: to train on, of people as they are before they change; to test with, of the whole time, for
 * that is what a student is to be good at. The stream itself has none of these pages.
 *
 * @param stream whose people these are
 * @param records how many the whole time has
 * @param trainPages to train on
 * @param testPages to test with
 */
public record ClickDataset(ClickStream stream, long records, int trainPages, int testPages) {
    public LabelledExamples draw(Part part) {
        return part == Part.TRAIN ? training() : testing();
    }

    private LabelledExamples training() {
        var others = others(0);
        return drawn((long) ClickStream.PAGE * trainPages, index -> others.example(index, 0));
    }

    private LabelledExamples testing() {
        var others = others(1);
        long examples = (long) ClickStream.PAGE * testPages;
        return drawn(examples, index -> others.example(index, index * records / examples));
    }

    /** Other pages of the same people. */
    private ClickStream others(int number) {
        return new ClickStream(stream.taste(), Seeds.mix(stream.seed(), number), stream.change(), stream.turning());
    }

    private static LabelledExamples drawn(long count, LongFunction<LabelledExample> example) {
        return LabelledExamples.copyOf(
                LongStream.range(0, count).mapToObj(example).toList());
    }

    /** @throws java.io.UncheckedIOException if the disk refuses */
    public void writeTo(Path root) {
        var directory = new RecordsDirectory(root);
        for (var part : Part.values()) {
            directory.write(part, draw(part));
        }
    }
}
