package dev.limbeck.contract.checkpoint;

import dev.limbeck.contract.artifact.AtomicFiles;
import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.json.UnknownVersionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern ID = Pattern.compile("step-(\\d{10,19})-w(\\d{4,10})(?:-b(\\d{10,19}))?");

    /** Newest first: a later writer goes on from what an earlier one left, so the writer counts before the step. */
    private static final Comparator<CheckpointFolder> NEWEST_FIRST = Comparator.comparingInt(CheckpointFolder::writer)
            .thenComparingLong(CheckpointFolder::step)
            .thenComparingLong(CheckpointFolder::batches)
            .reversed();

    /** @param writer number of the writing process, by the step log */
    public static String idAt(long step, int writer) {
        return String.format(Locale.ROOT, "step-%010d-w%04d", step, writer);
    }

    /**
     * Of a checkpoint that differs from another one of this step and writer only by the records it accounts for.
     *
     * @param batches number of mini-batches accounted for
     */
    public static String idAt(long step, int writer, long batches) {
        return idAt(step, writer) + String.format(Locale.ROOT, "-b%010d", batches);
    }

    /** Whether it has no step that the one before it has not, by its name. */
    public boolean isAtStepOfFormer() {
        return name().group(3) != null;
    }

    private long batches() {
        String batches = name().group(3);
        return batches == null ? 0 : Long.parseLong(batches);
    }

    /** By its name. */
    public long step() {
        return Long.parseLong(name().group(1));
    }

    /** By its name. */
    public int writer() {
        return Integer.parseInt(name().group(2));
    }

    public boolean isNewerThan(CheckpointFolder other) {
        return NEWEST_FIRST.compare(this, other) < 0;
    }

    /** Where a file of it stays when the checkpoint itself is removed. */
    public Path remainder(String file) {
        return path.resolveSibling(PRUNED).resolve(checkpointId() + "." + file);
    }

    /** Whether it stood here once, and its student has removed it. */
    public boolean isRemoved() {
        return !Files.exists(path) && Files.exists(remainder(CheckpointManifest.FILE));
    }

    private Matcher name() {
        var name = ID.matcher(checkpointId());
        if (!name.matches()) {
            throw new IllegalArgumentException(
                    path + " is not named as a checkpoint is: step-<step>-w<writer>[-b<batches>]");
        }
        return name;
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
            return entries.filter(path ->
                            ID.matcher(String.valueOf(path.getFileName())).matches())
                    .map(CheckpointFolder::new)
                    .sorted(NEWEST_FIRST)
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
            @Nullable CheckpointManifest manifest = ContractJson.read(manifestFile, CheckpointManifest.class);
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
        return Sha256.hexOfFile(path.resolve(CheckpointManifest.FILE));
    }

    /** @throws UnknownVersionException when a later release has written it */
    public StudentState state() throws IOException {
        return StudentState.DOCUMENT.read(path.resolve(StudentState.FILE));
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
