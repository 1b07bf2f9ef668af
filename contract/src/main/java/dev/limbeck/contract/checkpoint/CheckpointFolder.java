package dev.limbeck.contract.checkpoint;

import dev.limbeck.contract.artifact.AtomicFiles;
import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.json.ContractJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One checkpoint on disk: a folder that appears whole, and is trusted only when its manifest agrees with it. */
public record CheckpointFolder(Path path) {
    public static final String WEIGHTS = "weights.safetensors";
    public static final String OPTIMIZER = "optimizer.safetensors";
    private static final String PREFIX = "step-";

    /** Sorts by step as text: zero-padded. */
    public static String idAt(long step) {
        return PREFIX + "%010d".formatted(step);
    }

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
            return entries.filter(path -> String.valueOf(path.getFileName()).startsWith(PREFIX))
                    .sorted(Comparator.reverseOrder())
                    .map(CheckpointFolder::new)
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
            var manifest = ContractJson.read(manifestFile, CheckpointManifest.class);
            if (!manifest.checkpointId().equals(checkpointId())) {
                return Optional.of("its manifest is of " + manifest.checkpointId());
            }
            return manifest.mismatch(path);
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.of("unreadable: " + unreadable.getMessage());
        }
    }

    /** SHA-256 of the manifest, and so of everything it lists. */
    public String digest() throws IOException {
        return Sha256.hexOfFile(path.resolve(CheckpointManifest.FILE));
    }

    public StudentState state() throws IOException {
        return ContractJson.read(path.resolve(StudentState.FILE), StudentState.class);
    }

    public Path weights() {
        return path.resolve(WEIGHTS);
    }

    public Path optimizer() {
        return path.resolve(OPTIMIZER);
    }
}
