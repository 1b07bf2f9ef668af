package dev.limbeck.student.checkpoint;

import dev.limbeck.contract.artifact.AtomicFiles;
import dev.limbeck.contract.checkpoint.CheckpointFolder;
import dev.limbeck.contract.checkpoint.CheckpointManifest;
import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.contract.codec.ExampleFile;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.network.NetworkState;
import dev.limbeck.network.safetensors.SafeTensors;
import dev.limbeck.student.replay.ReplayBuffer;
import dev.limbeck.student.steplog.StepLog.FencedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One student's checkpoints on disk.
 *
 * @param folder of this student alone
 * @param keep how many of the newest stay
 * @param isKeptAnyway tells of a checkpoint's id whether it stays however old it is, as the champion does
 */
public record CheckpointStore(Path folder, int keep, Predicate<String> isKeptAnyway) {
    /** What remains of a removed checkpoint: enough to follow a lineage to its beginning. */
    private static final String PRUNED = "pruned";

    private static final Logger log = LoggerFactory.getLogger(CheckpointStore.class);

    /**
     * Writes the checkpoint and removes what is beyond retention. Writing one that is there already changes nothing.
     *
     * @throws FencedException when a later writer has written here: this process has been replaced
     */
    public CheckpointFolder write(StudentCheckpoint checkpoint) {
        try {
            requireNoLaterWriter(checkpoint.state().lineage().writer());
            Path target = folder.resolve(checkpoint.checkpointId());
            if (Files.exists(target)) {
                discardIfDefective(new CheckpointFolder(target));
            }
            if (!Files.exists(target)) {
                CheckpointFolder.write(folder, checkpoint.checkpointId(), files -> {
                    SafeTensors.write(
                            files.resolve(CheckpointFolder.WEIGHTS),
                            checkpoint.network().weights());
                    SafeTensors.write(
                            files.resolve(CheckpointFolder.OPTIMIZER),
                            checkpoint.network().optimizer());
                    if (checkpoint.state().replay().isPresent()) {
                        ExampleFile.write(
                                files.resolve(CheckpointFolder.REPLAY),
                                checkpoint.replay().examples());
                    }
                    Files.write(files.resolve(StudentState.FILE), ContractJson.writePretty(checkpoint.state()));
                });
            }
            removeOldest();
            return new CheckpointFolder(target);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "checkpoint %s cannot be written to %s: %s"
                            .formatted(checkpoint.checkpointId(), folder, e.getMessage()),
                    e);
        }
    }

    /** The newest checkpoint that is whole; each newer one that is not is reported. */
    public Optional<CheckpointFolder> newestWhole() {
        try {
            removeInterruptedWrites();
            for (CheckpointFolder candidate : CheckpointFolder.newestFirst(folder)) {
                var defect = candidate.defect();
                if (defect.isEmpty()) {
                    return Optional.of(candidate);
                }
                log.error("Checkpoint {} is skipped: {}", candidate.path(), defect.get());
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoints in " + folder + " cannot be read", e);
        }
    }

    public static StudentCheckpoint read(CheckpointFolder checkpoint) {
        try {
            var state = checkpoint.state();
            return new StudentCheckpoint(
                    state,
                    new NetworkState(SafeTensors.read(checkpoint.weights()), SafeTensors.read(checkpoint.optimizer())),
                    new ReplayBuffer.Contents(
                            state.replay().isPresent() ? ExampleFile.read(checkpoint.replay()) : List.of(),
                            state.replay()));
        } catch (IOException e) {
            throw new UncheckedIOException("checkpoint " + checkpoint.path() + " cannot be read", e);
        }
    }

    private void requireNoLaterWriter(int writer) throws IOException {
        for (CheckpointFolder other : CheckpointFolder.newestFirst(folder)) {
            if (other.writer() > writer) {
                throw new FencedException(
                        "writer %d may not write: %s is by a later one".formatted(writer, other.checkpointId()));
            }
        }
    }

    private static void discardIfDefective(CheckpointFolder checkpoint) throws IOException {
        var defect = checkpoint.defect();
        if (defect.isPresent()) {
            log.error("Checkpoint {} is written anew: {}", checkpoint.path(), defect.get());
            AtomicFiles.deleteFolder(checkpoint.path());
        }
    }

    private void removeOldest() throws IOException {
        var all = CheckpointFolder.newestFirst(folder);
        var superseded = all.stream()
                .filter(old -> isSuperseded(old, all.subList(0, all.indexOf(old))))
                .toList();
        superseded.forEach(this::remove);
        var rest = new ArrayList<>(all);
        rest.removeAll(superseded);
        rest.subList(Math.min(keep, rest.size()), rest.size()).forEach(this::remove);
    }

    /** Of the checkpoints without a step of their own two are enough: they must not crowd out the others. */
    private static boolean isSuperseded(CheckpointFolder old, List<CheckpointFolder> newer) {
        return old.isAtStepOfFormer()
                && newer.stream()
                                .filter(other -> other.step() == old.step() && other.writer() == old.writer())
                                .count()
                        >= 2;
    }

    private void remove(CheckpointFolder old) {
        if (isKeptAnyway.test(old.checkpointId())) {
            return;
        }
        try {
            keepDescription(old);
            AtomicFiles.deleteFolder(old.path());
        } catch (IOException e) {
            throw new UncheckedIOException("checkpoint " + old.path() + " cannot be removed", e);
        }
    }

    /** Both files have been durable since the checkpoint was written; only their new names have to become so. */
    private void keepDescription(CheckpointFolder old) throws IOException {
        var kept = new LinkedHashMap<Path, Path>();
        for (String file : List.of(CheckpointManifest.FILE, StudentState.FILE)) {
            Path source = old.path().resolve(file);
            if (Files.exists(source)) {
                kept.put(source, folder.resolve(PRUNED).resolve(old.checkpointId() + "." + file));
            }
        }
        AtomicFiles.moveFiles(kept);
    }

    private void removeInterruptedWrites() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : (Iterable<Path>) entries.filter(AtomicFiles::isTemporary)::iterator) {
                AtomicFiles.deleteFolder(entry);
            }
        }
    }
}
