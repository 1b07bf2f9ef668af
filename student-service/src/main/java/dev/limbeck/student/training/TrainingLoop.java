package dev.limbeck.student.training;

import dev.limbeck.contract.checkpoint.StepLogEntry.BatchComposed;
import dev.limbeck.contract.checkpoint.StepLogEntry.RolledBack;
import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.service.stage.DeadLetterCircuit;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import dev.limbeck.student.batch.Disposition;
import dev.limbeck.student.batch.MiniBatch;
import dev.limbeck.student.batch.MiniBatchAssembler;
import dev.limbeck.student.batch.StreamRecord;
import dev.limbeck.student.batch.Triage;
import dev.limbeck.student.checkpoint.CheckpointStore;
import dev.limbeck.student.checkpoint.StudentCheckpoint;
import dev.limbeck.student.steplog.Replay;
import dev.limbeck.student.steplog.StepLog;
import dev.limbeck.student.training.ExampleStream.OffsetGoneException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one student: reads its topic, closes mini-batches, writes ahead what each is made of, trains, has checkpoints
 * written.
 */
public final class TrainingLoop {
    private static final Logger log = LoggerFactory.getLogger(TrainingLoop.class);
    private static final Duration LONGEST_POLL = Duration.ofMillis(100);
    private static final int HOPELESS_BATCHES = 3;

    private final Student student;
    private final ExampleStream stream;
    private final StepLog stepLog;
    private final Triage triage;
    private final DeadLetterCircuit circuit;
    private final MiniBatchAssembler assembler;
    private final CheckpointStore store;
    private final Checkpointing checkpointing;
    private final Supplier<Adjustment> adjusted;
    private final BooleanSupplier noneToCome;
    private final TrainingObserver observer;
    private final GapStop gap;
    private final TrainingProgress progress;
    private final Recovery recovery;
    private final Deque<StreamRecord> waiting = new ArrayDeque<>();
    private int hopeless;
    private volatile boolean stopping;
    private volatile boolean resuming;

    /**
     * @param adjusted what is asked for now: the next mini-batch is trained on so
     * @param noneToCome whether the stream has all the records that it will ever have
     */
    public TrainingLoop(
            StudentLife life,
            Checkpointing checkpointing,
            DeadLetterCircuit circuit,
            MiniBatchAssembler assembler,
            Supplier<Adjustment> adjusted,
            BooleanSupplier noneToCome) {
        this.student = life.student();
        this.stream = life.stream();
        this.stepLog = life.stepLog();
        this.triage = life.triage();
        this.circuit = circuit;
        this.assembler = assembler;
        this.store = life.store();
        this.checkpointing = checkpointing;
        this.adjusted = adjusted;
        this.noneToCome = noneToCome;
        this.observer = life.observer();
        this.progress = life.progress();
        this.gap = new GapStop(life);
        this.recovery = new Recovery(life, checkpointing, gap);
    }

    public TrainingProgress progress() {
        return progress;
    }

    /** Makes {@link #run} return after the mini-batch it is at, with a last checkpoint written. */
    public void stop() {
        stopping = true;
    }

    /**
     * Goes on although too many records were unusable, or are gone.
     *
     * @return whether it was paused for that
     */
    public boolean resume() {
        boolean broken = circuit.isOpen();
        if (broken) {
            resuming = true;
        }
        return gap.resume() || broken;
    }

    /**
     * Trains until it is stopped.
     *
     * @throws OffsetGoneException when the topic's retention overtakes it: a new life has to find out by how much
     * @throws StepLog.FencedException when another process has taken the student over
     */
    public void run() {
        try {
            waiting.addAll(recovery.recover(this::apply, () -> stopping));
            progress.training();
            while (!stopping) {
                turn();
            }
            checkpointing.finish();
        } catch (OffsetGoneException overtaken) {
            // Save what was learnt: the gap then begins right behind it.
            assembler.takeEarly().ifPresent(this::train);
            checkpointing.finish();
            throw overtaken;
        } catch (Replay.InterruptedReplayException stopped) {
            log.info("{} was stopped while it repeated steps", student.state().student());
        }
    }

    private void turn() {
        stepLog.requireIntact();
        checkpointing.progress();
        Optional<String> obstacle = checkpointing.stuckBecause().or(circuit::reason);
        if (obstacle.isPresent()) {
            progress.paused(obstacle.get(), LONGEST_POLL);
            closeCircuitIfAsked();
            return;
        }
        progress.training();
        if (waiting.isEmpty()) {
            waiting.addAll(stream.poll(LONGEST_POLL));
        }
        while (!waiting.isEmpty() && !stopping && checkpointing.stuckBecause().isEmpty() && !circuit.isOpen()) {
            StreamRecord record = waiting.removeFirst();
            assembler.add(record, triaged(record));
            assembler.takeIfFull().ifPresent(this::train);
        }
        assembler.takeIfDue().ifPresent(this::train);
        if (assembler.isWaitingForMore() && waiting.isEmpty() && stream.lag() == 0 && noneToCome.getAsBoolean()) {
            assembler.takeEarly().ifPresent(this::train);
        }
        progress.waiting(stream.lag() + assembler.pending() + waiting.size());
    }

    private Disposition triaged(StreamRecord record) {
        Disposition disposition = triage.dispose(record);
        if (disposition instanceof Disposition.DeadLettered letter) {
            refused(letter.rejection().reason());
        } else {
            circuit.used();
        }
        return disposition;
    }

    private void refused(RejectionReason why) {
        boolean wasOpen = circuit.isOpen();
        circuit.refused(why);
        if (!wasOpen) {
            circuit.reason()
                    .ifPresent(
                            reason -> log.error("{} pauses: {}", student.state().student(), reason));
        }
    }

    private void closeCircuitIfAsked() {
        if (resuming) {
            resuming = false;
            circuit.close();
        }
    }

    private void timed(Runnable logging) {
        long start = System.nanoTime();
        logging.run();
        observer.logged(Duration.ofNanos(System.nanoTime() - start));
    }

    private void train(MiniBatch batch) {
        Adjustment adjustment = adjusted.get();
        var entry = BatchComposed.of(
                student.state().lineage().writer(),
                student.state().position(),
                batch.ranges(),
                batch.items().size(),
                adjustment);
        timed(() -> stepLog.append(entry));
        observer.passed(ProtocolPoint.COMPOSED);
        Student.Applied applied = apply(batch, adjustment);
        applied.batch().refused().forEach(refused -> stepLog.deadLetter(refused.original(), refused.rejection()));
        applied.culprits(batch).forEach(culprit -> refused(culprit.rejection().reason()));
        observer.passed(ProtocolPoint.APPLIED);
        hopeless = applied.isHopeless(batch) ? hopeless + 1 : 0;
        if (hopeless == HOPELESS_BATCHES) {
            rollBack();
        }
        checkpointing.startIfDue();
    }

    /** Not one example of several mini-batches could be trained on, so it is the weights that are at fault. */
    private void rollBack() {
        hopeless = 0;
        checkpointing.awaitAtHand();
        CheckpointFolder target = store.newestWhole()
                .orElseThrow(() -> new IllegalStateException(
                        "training went astray before the first checkpoint; lower the learning rate"));
        StudentCheckpoint earlier = CheckpointStore.read(target);
        log.error(
                "{} step {}: {} mini-batches in a row are not finite; weights go back to {}",
                student.state().student(),
                student.state().position().step(),
                HOPELESS_BATCHES,
                target.checkpointId());
        stepLog.append(new RolledBack(
                student.state().lineage().writer(),
                student.state().position().batches(),
                earlier.state().position().batches()));
        student.rollBackTo(earlier);
        progress.advanced(student.state());
    }

    private Student.Applied apply(MiniBatch batch, Adjustment adjustment) {
        long start = System.nanoTime();
        Student.Applied applied = student.apply(batch, adjustment);
        applied.outcome().ifPresent(step -> {
            observer.stepped(applied.batch(), applied.replayed(), step, Duration.ofNanos(System.nanoTime() - start));
            progress.stepped(step);
        });
        triage.seen().forgetBehind(student.state().position().trainedThrough());
        checkpointing.advanced(applied.outcome().isPresent());
        var culprits = applied.culprits(batch);
        if (!culprits.isEmpty()) {
            log.error(
                    "{} step {}: {} of {} examples made it fail and are dead letters: {}",
                    student.state().student(),
                    student.state().position().step(),
                    culprits.size(),
                    batch.items().size(),
                    culprits.get(0).rejection().detail());
        }
        progress.advanced(student.state());
        return applied;
    }
}
