package dev.limbeck.contract.checkpoint;

import dev.limbeck.contract.artifact.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The list of a checkpoint's files with their digests, written after all of them as {@value #FILE}. Its own SHA-256 is
 * the checkpoint's digest.
 */
public record CheckpointManifest(String format, String checkpointId, SortedMap<String, FileEntry> files) {
    public static final String FORMAT = "limbeck.checkpoint/1";
    public static final String FILE = "manifest.json";

    /** Size and SHA-256 of one file. */
    public record FileEntry(long bytes, String sha256) {}

    public CheckpointManifest {
        if (!FORMAT.equals(format)) {
            throw new IllegalArgumentException("checkpoint format is " + format + ", known is " + FORMAT);
        }
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Describes all files in the folder. */
    public static CheckpointManifest of(String checkpointId, Path folder) throws IOException {
        var entries = new TreeMap<String, FileEntry>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                entries.put(
                        String.valueOf(file.getFileName()), new FileEntry(Files.size(file), Sha256.hexOfFile(file)));
            }
        }
        return new CheckpointManifest(FORMAT, checkpointId, entries);
    }

    /** Why the folder's files are not what this manifest says; empty when all are. */
    public Optional<String> mismatch(Path folder) throws IOException {
        for (var entry : files.entrySet()) {
            Path file = folder.resolve(entry.getKey());
            if (!Files.isRegularFile(file)) {
                return Optional.of(entry.getKey() + " is missing");
            }
            long bytes = Files.size(file);
            if (bytes != entry.getValue().bytes()) {
                return Optional.of("%s has %d bytes, its manifest says %d"
                        .formatted(entry.getKey(), bytes, entry.getValue().bytes()));
            }
            if (!Sha256.hexOfFile(file).equals(entry.getValue().sha256())) {
                return Optional.of(entry.getKey() + " does not have the SHA-256 of its manifest");
            }
        }
        return Optional.empty();
    }
}
