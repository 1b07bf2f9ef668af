package dev.limbeck.student.training;

import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.lifecycle.RunEvent.StudentSaved;
import dev.limbeck.store.StoreLayout;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import dev.limbeck.student.batch.SeenRecords;
import dev.limbeck.student.checkpoint.CheckpointPolicy;
import dev.limbeck.student.checkpoint.CheckpointWriter;
import dev.limbeck.student.checkpoint.StudentCheckpoint;
import dev.limbeck.student.steplog.StepLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a checkpoint comes about: the state is copied, then all of the step log up to there is durable, then
 * the copy is written, then it is announced and the run told how far it goes, then Kafka is told the offsets. Each only
 * after the one before, and all but the copying beside training.
 */
public final class Checkpointing {
    private final Student student;
    private final ExampleStream stream;
    private final StepLog stepLog;
    private final SeenRecords seen;
    private final CheckpointPolicy policy;
    private final CheckpointWriter writer;
    private final StoreLayout layout;
    private final TrainingObserver observer;
    private final TrainingProgress progress;
    private final Clock clock;
    private @Nullable Announcing announcing;
    /** Digest of the newest checkpoint that this life has announced. */
    private Optional<String> announced = Optional.empty();

    public Checkpointing(StudentLife life, CheckpointPolicy policy, CheckpointWriter writer, StoreLayout layout) {
        this.student = life.student();
        this.stream = life.stream();
        this.stepLog = life.stepLog();
        this.seen = life.triage().seen();
        this.policy = policy;
        this.writer = writer;
        this.layout = layout;
        this.observer = life.observer();
        this.progress = life.progress();
        this.clock = life.clock();
    }

    void advanced(boolean stepped) {
        policy.advanced(stepped);
    }

    /** Why training has to wait: the checkpoint at hand cannot be written. */
    Optional<String> stuckBecause() {
        return writer.trouble();
    }

    /** Does what is to be done for checkpoints at this moment. */
    void progress() {
        writer.takeFinished().ifPresent(this::announce);
        if (announcing != null && announcing.told().isDone()) {
            announced(announcing);
        }
        startIfDue();
    }

    void startIfDue() {
        if (!isBusy() && policy.isDue()) {
            start();
        }
    }

    void awaitAtHand() {
        writer.awaitFinished().ifPresent(this::announce);
        if (announcing != null) {
            announced(announcing);
        }
    }

    /** Waits for the one at hand, and writes a last one if there is anything new. */
    void finish() {
        awaitAtHand();
        if (progress.hasUnsaved()) {
            start();
            awaitAtHand();
        } else {
            StepLog.await(stepLog.commit());
        }
    }

    private boolean isBusy() {
        return writer.isBusy() || announcing != null;
    }

    /**
     * Writes what has just been resumed once more, under the lineage of what is computed with from here on. The log's
     * entries beyond it are still to be repeated.
     */
    void saveAfresh() {
        start((snapshot, endOfLog) -> snapshot);
        awaitAtHand();
    }

    private void start() {
        start(StudentCheckpoint::loggedUpTo);
    }

    /** @param logged completes the copy once the log is durable, up to the offset that it is given */
    private void start(BiFunction<StudentCheckpoint, Long, StudentCheckpoint> logged) {
        long start = System.nanoTime();
        StudentCheckpoint snapshot = student.snapshot(seen);
        observer.passed(ProtocolPoint.SNAPSHOT_TAKEN);
        writer.start(stepLog.commit().thenApply(offset -> {
            observer.passed(ProtocolPoint.LOG_COMMITTED);
            return logged.apply(snapshot, offset);
        }));
        student.descendFrom(snapshot.checkpointId());
        policy.written();
        observer.paused(Duration.ofNanos(System.nanoTime() - start));
    }

    private void announce(CheckpointWriter.Written written) {
        observer.passed(ProtocolPoint.CHECKPOINT_WRITTEN);
        announcing = new Announcing(
                written, tell(written.folder(), written.checkpoint().state()));
    }

    private void announced(Announcing done) {
        StepLog.await(done.told());
        announcing = null;
        var state = done.written().checkpoint().state();
        var folder = done.written().folder();
        observer.checkpointed(bytes(folder.path()));
        progress.saved(state, folder.checkpointId());
        observer.passed(ProtocolPoint.ANNOUNCED);
        stream.reportProgress(state.position().trainedThrough());
    }

    /**
     * Who knows of a checkpoint does not mind hearing of it again.
     *
     * @param newest that there is, announced or not
     */
    void announceAgain(CheckpointFolder newest, StudentState itsState) {
        StepLog.await(tell(newest, itsState));
    }

    /**
     * A network without a new step is not worth another look, but what it accounts for is to be known.
     *
     * @return done when others can see it
     */
    private CompletableFuture<Long> tell(CheckpointFolder checkpoint, StudentState state) {
        try {
            if (state.hasNetworkOfParent()) {
                stepLog.report(saved(state));
                return stepLog.commit();
            }
            announced = Optional.of(checkpoint.digest());
            stepLog.report(saved(state));
            return stepLog.announce(new CheckpointAnnounced(
                    state.run(),
                    state.generation(),
                    state.student(),
                    checkpoint.checkpointId(),
                    checkpoint.id().step(),
                    checkpoint.digest(),
                    layout.root().relativize(checkpoint.path()).toString(),
                    state.lineage().networkDigest(),
                    state.trainingLoss(),
                    clock.instant()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StudentSaved saved(StudentState state) {
        return new StudentSaved(
                state.run(),
                state.generation(),
                state.student(),
                state.position().trainedThrough(),
                state.position().ledger().offered(),
                announced,
                clock.instant());
    }

    /** A checkpoint that is on disk, while it is being announced. */
    private record Announcing(CheckpointWriter.Written written, CompletableFuture<Long> told) {}

    private static long bytes(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
