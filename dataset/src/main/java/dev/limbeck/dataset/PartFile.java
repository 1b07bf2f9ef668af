package dev.limbeck.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file of a set, plain or with {@code .gz}. Where both exist the compressed one counts, for that is what is written. */
record PartFile(Path plain) {
    Path compressed() {
        return plain.resolveSibling(plain.getFileName() + ".gz");
    }

    /** @throws UnreadableDatasetException if there is neither */
    Path existing() {
        for (var candidate : List.of(compressed(), plain)) {
            if (Files.isRegularFile(candidate)) {
                return candidate;
            }
        }
        throw new UnreadableDatasetException(
                "%s is missing; allowed: that file, or the same with .gz".formatted(plain));
    }
}
