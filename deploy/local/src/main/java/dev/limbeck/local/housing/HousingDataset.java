package dev.limbeck.local.housing;

import dev.limbeck.dataset.LabelledExamples;
import dev.limbeck.dataset.LabelledSet;
import dev.limbeck.dataset.Part;
import dev.limbeck.dataset.RecordsDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * A labelled set of districts: a fifth to test with; of the others a third to train a teacher on, and all of them, to be
 * streamed, in a folder beside.
 */
public record HousingDataset(Path root) {
    private static final long SEED = 1;
    private static final double TEST_SHARE = 0.2;
    private static final int TEACHERS_PART = 3;
    private static final String STREAM = "stream";

    /** Fails as {@link HousingFile#districts} does. */
    public void write(HousingFile file) throws IOException {
        var split = LabelledExamples.copyOf(file.districts()).shuffledSplit(SEED, TEST_SHARE);
        LabelledSet streamed = split.training();
        int teachers = streamed.size() / TEACHERS_PART;
        var labelled = new RecordsDirectory(root);
        labelled.write(Part.TRAIN, streamed.subset(IntStream.range(0, teachers).toArray()));
        labelled.write(Part.TEST, split.validation());
        stream().write(Part.TRAIN, streamed);
    }

    /** What is to be streamed. */
    public LabelledSet streamed() {
        return stream().read(Part.TRAIN);
    }

    private RecordsDirectory stream() {
        return new RecordsDirectory(root.resolve(STREAM));
    }
}
