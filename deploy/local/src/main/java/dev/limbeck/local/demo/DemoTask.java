package dev.limbeck.local.demo;

import dev.limbeck.local.traffic.Traffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** What a demonstration distils: a run spec, a labelled data set for the teacher, and traffic. One class for each. */
public interface DemoTask {
    /** Its name, that of its run, of its data set's folder, and of the file with its declaration. */
    String word();

    /** What it is, for help: a phrase without a full stop. */
    String about();

    /** How many records the demonstration streams, unless told otherwise. */
    long records();

    /** Records a second, unless told otherwise. */
    double rate();

    /** Which files somebody else made that it needs, for help; empty where all is made here. */
    default Optional<String> files() {
        return Optional.empty();
    }

    /**
     * Looks for these files before anything starts.
     *
     * @param brought where they are to be; empty where nobody says
     * @throws IllegalArgumentException when one is missing that cannot be had otherwise, with where to get it
     */
    default void requireFiles(Optional<Path> brought) {}

    /** The same with traffic that changes midway, where there is such a one. */
    default Optional<DemoTask> drifting() {
        return Optional.empty();
    }

    /** Index of the first record that is not as those before; empty where all are alike. */
    default OptionalLong change() {
        return OptionalLong.empty();
    }

    /**
     * Sees to it that the labelled data set is there.
     *
     * @param folder where data sets are kept from one demonstration to the next
     * @param brought as in {@link #requireFiles}
     * @return the folder that has it
     */
    Path provideDataset(Path folder, Optional<Path> brought, Consumer<String> announcements)
            throws IOException, InterruptedException;

    /** @param dataset what {@link #provideDataset} gave */
    Traffic traffic(Path dataset);

    /** The run spec, YAML. */
    default String runSpec(Path dataset) {
        try (var in = DemoTask.class.getResourceAsStream(word() + ".yaml")) {
            // In single quotes YAML takes a path as it is, but for a quote in it.
            String path = "'" + dataset.toString().replace("'", "''") + "'";
            return new String(Objects.requireNonNull(in, word()).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${dataset}", path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
