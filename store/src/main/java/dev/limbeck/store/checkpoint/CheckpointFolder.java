package dev.limbeck.store.checkpoint;

import dev.limbeck.contract.checkpoint.CheckpointId;
import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.json.UnknownVersionException;
import dev.limbeck.store.AtomicFiles;
import dev.limbeck.store.FileDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One checkpoint on disk: a folder that appears whole, and is trusted only when its manifest agrees with it. */
public record CheckpointFolder(Path path) {
    public static final String WEIGHTS = "weights.safetensors";
    public static final String OPTIMIZER = "optimizer.safetensors";
    /** Only of a student that sees earlier examples again. */
    public static final String REPLAY = "replay.pb";
    /** Absent where nothing is recognised, and in checkpoints of before, whose state has it. */
    public static final String SEEN = "seen.bin";

    /** Beside a student's checkpoints: what remains of removed ones, enough to follow a lineage to its beginning. */
    public static final String PRUNED = "pruned";

    /** @throws IllegalArgumentException when no checkpoint is called as it is */
    public CheckpointId id() {
        return new CheckpointId(checkpointId());
    }

    /** Where a file of it stays when the checkpoint itself is removed. */
    public Path remainder(String file) {
        return path.resolveSibling(PRUNED).resolve(checkpointId() + "." + file);
    }

    /** Whether it stood here once, and its student has removed it. */
    public boolean isRemoved() {
        return !Files.exists(path) && Files.exists(remainder(CheckpointManifest.FILE));
    }

    /** What it is called, whether a checkpoint may be or not. */
    public String checkpointId() {
        return String.valueOf(path.getFileName());
    }

    /** Writes content and manifest, then makes the folder appear. */
    public static CheckpointFolder write(Path parent, String checkpointId, AtomicFiles.FolderContent content)
            throws IOException {
        Path target = parent.resolve(checkpointId);
        AtomicFiles.writeFolder(target, folder -> {
            content.writeTo(folder);
            var manifest = CheckpointManifest.of(checkpointId, folder);
            Files.write(folder.resolve(CheckpointManifest.FILE), ContractJson.writePretty(manifest));
        });
        return new CheckpointFolder(target);
    }

    /** All checkpoints of a student, newest first, whole or not. */
    public static List<CheckpointFolder> newestFirst(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.map(CheckpointFolder::new)
                    .filter(folder -> CheckpointId.isId(folder.checkpointId()))
                    .sorted(Comparator.comparing(CheckpointFolder::id).reversed())
                    .toList();
        }
    }

    /** Why this checkpoint must not be used; empty when it is whole. */
    public Optional<String> defect() {
        Path manifestFile = path.resolve(CheckpointManifest.FILE);
        try {
            if (!Files.isRegularFile(manifestFile)) {
                return Optional.of(CheckpointManifest.FILE + " is missing");
            }
            @Nullable
            CheckpointManifest manifest =
                    ContractJson.readKept(Files.readAllBytes(manifestFile), CheckpointManifest.class);
            if (manifest == null) { // as the JSON document null is read
                return Optional.of(CheckpointManifest.FILE + " is empty");
            }
            if (!manifest.checkpointId().equals(checkpointId())) {
                return Optional.of("its manifest is of " + manifest.checkpointId());
            }
            return manifest.mismatch(path);
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.of("unreadable: " + reason(unreadable));
        }
    }

    private static String reason(Exception unreadable) {
        Throwable cause = unreadable.getCause();
        return String.valueOf(cause == null ? unreadable.getMessage() : cause.getMessage());
    }

    /** SHA-256 of the manifest, and so of everything it lists. */
    public String digest() throws IOException {
        return FileDigest.of(path.resolve(CheckpointManifest.FILE));
    }

    /** @throws UnknownVersionException when a later release has written it */
    public StudentState state() throws IOException {
        Path file = path.resolve(StudentState.FILE);
        try {
            return ContractJson.readKept(Files.readAllBytes(file), StudentState.class);
        } catch (UnknownVersionException later) {
            throw new UnknownVersionException("%s: %s".formatted(file, later.getMessage()));
        }
    }

    public Path weights() {
        return path.resolve(WEIGHTS);
    }

    public Path optimizer() {
        return path.resolve(OPTIMIZER);
    }

    public Path replay() {
        return path.resolve(REPLAY);
    }

    public Path seen() {
        return path.resolve(SEEN);
    }
}
