package dev.limbeck.student.checkpoint;

import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.json.UnknownVersionException;
import dev.limbeck.network.NetworkState;
import dev.limbeck.network.safetensors.SafeTensors;
import dev.limbeck.store.AtomicFiles;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import dev.limbeck.store.checkpoint.CheckpointManifest;
import dev.limbeck.store.checkpoint.ExampleFile;
import dev.limbeck.student.replay.ReplayBuffer;
import dev.limbeck.student.steplog.StepLog.FencedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One student's checkpoints on disk.
 *
 * @param folder of this student alone
 * @param retention says which of them stay
 */
public record CheckpointStore(Path folder, Retention retention) {
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
                    if (!checkpoint.seen().isEmpty()) {
                        SeenFile.write(files.resolve(CheckpointFolder.SEEN), checkpoint.seen());
                    }
                    Files.write(files.resolve(StudentState.FILE), ContractJson.writePretty(checkpoint.state()));
                    requireReadable(new CheckpointFolder(files));
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

    /**
     * The newest checkpoint that is whole and can be read; each newer one that is not is reported.
     *
     * @throws UnknownVersionException when one that could be it is of a later release: it has been announced, so to go on
     *     from an older one would take back what others have seen
     */
    public Optional<CheckpointFolder> newestWhole() {
        try {
            removeInterruptedWrites();
            for (CheckpointFolder candidate : CheckpointFolder.newestFirst(folder)) {
                var defect = candidate.defect().or(() -> unreadable(candidate));
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
            var seen = SeenFile.read(checkpoint, state);
            return new StudentCheckpoint(
                    state.saved(state.trainingLoss(), state.replay()),
                    new NetworkState(SafeTensors.read(checkpoint.weights()), SafeTensors.read(checkpoint.optimizer())),
                    new ReplayBuffer.Contents(
                            state.replay().isPresent() ? ExampleFile.read(checkpoint.replay()) : List.of(),
                            state.replay()),
                    seen);
        } catch (UnknownVersionException later) {
            throw later;
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableCheckpointException(
                    "checkpoint %s cannot be read: %s".formatted(checkpoint.path(), e.getMessage()), e);
        }
    }

    /** Files that are as they were written may still be no checkpoint. */
    private static Optional<String> unreadable(CheckpointFolder checkpoint) {
        try {
            read(checkpoint);
            return Optional.empty();
        } catch (UnreadableCheckpointException unreadable) {
            return Optional.of(String.valueOf(unreadable.getMessage()));
        }
    }

    /** Of what is written here alone, beside formats that others read, too. */
    private static void requireReadable(CheckpointFolder written) throws IOException {
        SeenFile.read(written, written.state());
    }

    private void requireNoLaterWriter(int writer) throws IOException {
        for (CheckpointFolder other : CheckpointFolder.newestFirst(folder)) {
            if (other.id().writer() > writer) {
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
        var removal = retention.of(CheckpointFolder.newestFirst(folder));
        removal.givenUp()
                .forEach(waiting -> log.warn(
                        "Checkpoint {} is removed though nobody has measured it yet: {} newer ones wait, too",
                        waiting.path(),
                        Retention.MOST_AWAITED));
        removal.removed().forEach(CheckpointStore::remove);
    }

    private static void remove(CheckpointFolder old) {
        try {
            keepDescription(old);
            AtomicFiles.deleteFolder(old.path());
        } catch (IOException e) {
            throw new UncheckedIOException("checkpoint " + old.path() + " cannot be removed", e);
        }
    }

    /** Both files have been durable since the checkpoint was written; only their new names have to become so. */
    private static void keepDescription(CheckpointFolder old) throws IOException {
        var kept = new LinkedHashMap<Path, Path>();
        for (String file : List.of(CheckpointManifest.FILE, StudentState.FILE)) {
            Path source = old.path().resolve(file);
            if (Files.exists(source)) {
                kept.put(source, old.remainder(file));
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
