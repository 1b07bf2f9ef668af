package dev.limbeck.store.checkpoint;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.store.FileDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The list of a checkpoint's files with their digests, written after all of them as {@value #FILE}. The SHA-256 of that
 * file is the checkpoint's digest.
 *
 * @param digest SHA-256 of the other fields, as JSON without white space in the order of this record: what was changed
 *     here is noticed as well as what was changed in a file
 */
public record CheckpointManifest(
        String format, String checkpointId, SortedMap<String, FileEntry> files, String digest) {
    public static final String FORMAT = "limbeck.checkpoint/1";
    public static final String FILE = "manifest.json";

    /** Size and SHA-256 of one file. */
    public record FileEntry(long bytes, String sha256) {}

    private static final List<String> REQUIRED =
            List.of(StudentState.FILE, CheckpointFolder.WEIGHTS, CheckpointFolder.OPTIMIZER);

    /** What the digest is over. */
    private record Content(String format, String checkpointId, SortedMap<String, FileEntry> files) {
        String digest() {
            return Sha256.hex(ContractJson.write(this));
        }
    }

    public CheckpointManifest {
        if (!FORMAT.equals(format)) {
            throw new IllegalArgumentException("checkpoint format is " + format + ", known is " + FORMAT);
        }
        requirePresent(checkpointId, "checkpointId");
        requirePresent(files, "files");
        requirePresent(digest, "digest");
        for (String required : REQUIRED) {
            if (files.get(required) == null) {
                throw new IllegalArgumentException("the manifest does not list " + required);
            }
        }
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Describes all files in the folder. */
    public static CheckpointManifest of(String checkpointId, Path folder) throws IOException {
        var entries = new TreeMap<String, FileEntry>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                entries.put(String.valueOf(file.getFileName()), new FileEntry(Files.size(file), FileDigest.of(file)));
            }
        }
        return new CheckpointManifest(
                FORMAT, checkpointId, entries, new Content(FORMAT, checkpointId, entries).digest());
    }

    private static void requirePresent(@Nullable Object field, String name) {
        if (field == null) {
            throw new IllegalArgumentException("the manifest has no " + name);
        }
    }

    /** Why this manifest is not the one that was written, or the folder's files are not what it says. */
    public Optional<String> mismatch(Path folder) throws IOException {
        if (!new Content(format, checkpointId, files).digest().equals(digest)) {
            return Optional.of(FILE + " does not have the digest that it names");
        }
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
            if (!FileDigest.of(file).equals(entry.getValue().sha256())) {
                return Optional.of(entry.getKey() + " does not have the SHA-256 of its manifest");
            }
        }
        return Optional.empty();
    }
}
