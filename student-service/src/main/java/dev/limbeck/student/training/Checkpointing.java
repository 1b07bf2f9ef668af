package dev.limbeck.student.training;

import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.contract.checkpoint.CheckpointFolder;
import dev.limbeck.contract.event.CheckpointAnnounced;
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
import java.util.stream.Stream;

/**
 * The order in which a checkpoint comes about: the step log is durable, then the state is copied, then it is written
 * beside training, then it is announced, then Kafka is told the offsets. Each step only after the one before.
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
    private final Clock clock;

    public Checkpointing(
            Student student,
            ExampleStream stream,
            StepLog stepLog,
            SeenRecords seen,
            CheckpointPolicy policy,
            CheckpointWriter writer,
            StoreLayout layout,
            TrainingObserver observer,
            Clock clock) {
        this.student = student;
        this.stream = stream;
        this.stepLog = stepLog;
        this.seen = seen;
        this.policy = policy;
        this.writer = writer;
        this.layout = layout;
        this.observer = observer;
        this.clock = clock;
    }

    void stepped() {
        policy.stepped();
    }

    /** Why training has to wait: the checkpoint at hand cannot be written. */
    Optional<String> stuckBecause() {
        return writer.trouble();
    }

    /** Does what is to be done for checkpoints at this moment. */
    void progress(TrainingProgress progress) {
        writer.takeFinished().ifPresent(written -> announce(written, progress));
        startIfDue();
    }

    void startIfDue() {
        if (!writer.isBusy() && policy.isDue()) {
            start();
        }
    }

    void awaitAtHand(TrainingProgress progress) {
        writer.awaitFinished().ifPresent(written -> announce(written, progress));
    }

    /** Waits for the one at hand, and writes a last one if there is anything new. */
    void finish(TrainingProgress progress) {
        awaitAtHand(progress);
        if (progress.unsavedSteps() > 0) {
            start();
            awaitAtHand(progress);
        } else {
            stepLog.commit();
        }
    }

    private void start() {
        long start = System.nanoTime();
        stepLog.commit();
        observer.passed(ProtocolPoint.LOG_COMMITTED);
        StudentCheckpoint snapshot = student.snapshot(seen, stepLog.offset());
        observer.passed(ProtocolPoint.SNAPSHOT_TAKEN);
        writer.start(snapshot);
        student.descendFrom(snapshot.checkpointId());
        policy.written();
        observer.paused(Duration.ofNanos(System.nanoTime() - start));
    }

    private void announce(CheckpointWriter.Written written, TrainingProgress progress) {
        observer.passed(ProtocolPoint.CHECKPOINT_WRITTEN);
        announce(written.folder());
        observer.checkpointed(bytes(written.folder().path()));
        progress.saved(written.checkpoint().state(), written.folder().checkpointId());
        observer.passed(ProtocolPoint.ANNOUNCED);
        stream.reportProgress(written.checkpoint().state().position().trainedThrough());
    }

    void announce(CheckpointFolder checkpoint) {
        var state = student.state();
        try {
            stepLog.announce(new CheckpointAnnounced(
                    state.run(),
                    state.generation(),
                    state.student(),
                    checkpoint.checkpointId(),
                    checkpoint.step(),
                    checkpoint.digest(),
                    layout.root().relativize(checkpoint.path()).toString(),
                    state.lineage().networkDigest(),
                    clock.instant()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long bytes(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
