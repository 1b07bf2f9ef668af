package dev.limbeck.student.training;

import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.contract.checkpoint.CheckpointFolder;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.network.StepOutcome;
import dev.limbeck.student.batch.BatchAssembler;
import dev.limbeck.student.batch.MiniBatch;
import dev.limbeck.student.batch.StreamRecord;
import dev.limbeck.student.batch.Triage;
import dev.limbeck.student.checkpoint.CheckpointPolicy;
import dev.limbeck.student.checkpoint.CheckpointStore;
import dev.limbeck.student.checkpoint.StudentCheckpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one student: reads its topic, closes mini-batches, trains, writes checkpoints and announces them. Begins at the
 * newest whole checkpoint, and what Kafka believes about offsets plays no part in it.
 */
public final class TrainingLoop {
    private static final Logger log = LoggerFactory.getLogger(TrainingLoop.class);
    private static final Duration LONGEST_POLL = Duration.ofMillis(100);

    private final Student student;
    private final ExampleStream stream;
    private final Triage triage;
    private final BatchAssembler assembler;
    private final CheckpointPolicy policy;
    private final CheckpointStore store;
    private final StoreLayout layout;
    private final CheckpointAnnouncer announcer;
    private final TrainingObserver observer;
    private final Clock clock;
    private final TrainingProgress progress;
    private volatile boolean stopping;

    public TrainingLoop(
            Student student,
            ExampleStream stream,
            Triage triage,
            BatchAssembler assembler,
            CheckpointPolicy policy,
            CheckpointStore store,
            StoreLayout layout,
            CheckpointAnnouncer announcer,
            TrainingObserver observer,
            Clock clock) {
        this.student = student;
        this.stream = stream;
        this.triage = triage;
        this.assembler = assembler;
        this.policy = policy;
        this.store = store;
        this.layout = layout;
        this.announcer = announcer;
        this.observer = observer;
        this.clock = clock;
        this.progress = new TrainingProgress(student.state());
    }

    public TrainingProgress progress() {
        return progress;
    }

    /** Makes {@link #run} return after the mini-batch it is at, with a last checkpoint written. */
    public void stop() {
        stopping = true;
    }

    /** Trains until it is stopped. */
    public void run() {
        recover();
        progress.started();
        while (!stopping) {
            turn();
        }
        if (progress.unsavedSteps() > 0) {
            checkpoint();
        }
    }

    private void recover() {
        Optional<CheckpointFolder> newest = store.newestWhole();
        newest.ifPresent(folder -> {
            student.resume(CheckpointStore.read(folder));
            log.info("{} goes on from {}", student.state().student(), folder.checkpointId());
            progress.saved(student.state(), folder.checkpointId());
            // The crash may have come between writing and announcing; evaluators know a digest they have seen.
            announce(folder);
        });
        stream.seek(student.state().trainedThrough());
    }

    private void turn() {
        Iterator<StreamRecord> records = stream.poll(LONGEST_POLL).iterator();
        while (records.hasNext() && !stopping) {
            StreamRecord record = records.next();
            assembler.add(record, triage.dispose(record));
            trainIfDue();
        }
        trainIfDue();
        progress.waiting(stream.lag() + assembler.pending());
        if (policy.isDue()) {
            checkpoint();
        }
    }

    private void trainIfDue() {
        assembler.takeIfDue().ifPresent(this::train);
    }

    private void train(MiniBatch batch) {
        long start = System.nanoTime();
        Optional<StepOutcome> outcome = student.apply(batch);
        outcome.ifPresent(step -> {
            observer.stepped(batch, step, Duration.ofNanos(System.nanoTime() - start));
            progress.stepped(step);
            if (!step.applied()) {
                log.error(
                        "{} step {} not applied: loss {}, gradient norm {}; its {} records are skipped",
                        student.state().student(),
                        student.state().step(),
                        step.loss(),
                        step.gradientNorm(),
                        batch.examples().size());
            }
        });
        if (outcome.filter(StepOutcome::applied).isPresent()) {
            policy.stepped();
        }
        progress.advanced(student.state());
    }

    private void checkpoint() {
        long start = System.nanoTime();
        stream.flushDeadLetters();
        StudentCheckpoint snapshot = student.snapshot();
        CheckpointFolder written = store.write(snapshot);
        student.descendFrom(written.checkpointId());
        policy.written();
        progress.saved(student.state(), written.checkpointId());
        announce(written);
        stream.reportProgress(snapshot.state().trainedThrough());
        observer.checkpointed(bytes(written.path()), Duration.ofNanos(System.nanoTime() - start));
    }

    private void announce(CheckpointFolder checkpoint) {
        try {
            announcer.announce(new CheckpointAnnounced(
                    student.state().run(),
                    student.state().student(),
                    checkpoint.checkpointId(),
                    student.state().step(),
                    checkpoint.digest(),
                    layout.root().relativize(checkpoint.path()).toString(),
                    student.state().networkDigest(),
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
