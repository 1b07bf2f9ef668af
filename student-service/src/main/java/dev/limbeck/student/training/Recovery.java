package dev.limbeck.student.training;

import dev.limbeck.contract.checkpoint.StepLogEntry;
import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.contract.checkpoint.TrainedWith;
import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import dev.limbeck.student.batch.MiniBatch;
import dev.limbeck.student.batch.StreamRecord;
import dev.limbeck.student.batch.Triage;
import dev.limbeck.student.checkpoint.CheckpointStore;
import dev.limbeck.student.steplog.Replay;
import dev.limbeck.student.steplog.StepLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a student to where it was: to the newest whole checkpoint, and over the steps that the log has beyond it. What
 * Kafka believes about offsets plays no part in it.
 */
final class Recovery {
    private static final Logger log = LoggerFactory.getLogger(Recovery.class);
    private static final Duration LONGEST_POLL = Duration.ofMillis(100);

    private final Student student;
    private final ExampleStream stream;
    private final StepLog stepLog;
    private final Triage triage;
    private final CheckpointStore store;
    private final Checkpointing checkpointing;
    private final GapStop gap;
    private final TrainingProgress progress;

    Recovery(StudentLife life, Checkpointing checkpointing, GapStop gap) {
        this.student = life.student();
        this.stream = life.stream();
        this.stepLog = life.stepLog();
        this.triage = life.triage();
        this.store = life.store();
        this.checkpointing = checkpointing;
        this.gap = gap;
        this.progress = life.progress();
    }

    /**
     * @param apply applies a mini-batch to the student
     * @return records that arrived and are in no mini-batch yet
     */
    List<StreamRecord> recover(BiFunction<MiniBatch, Adjustment, Student.Applied> apply, BooleanSupplier stopping) {
        Optional<CheckpointFolder> newest = store.newestWhole();
        var itsState = newest.map(this::resume);
        var opened = stepLog.open(
                student.state().stepLogOffset(), student.state().lineage().writer());
        student.writtenBy(opened.writer());
        // The crash may have come between writing and announcing.
        itsState.ifPresent(state -> checkpointing.announceAgain(newest.orElseThrow(), state));
        boolean otherwise = itsState.filter(this::isTrainedOtherwise).isPresent();
        if (otherwise) {
            beginAfresh(newest.orElseThrow(), itsState.orElseThrow());
        }
        var entries = gap.close(opened.entries(), stopping);
        BiConsumer<MiniBatch, Adjustment> again = (batch, adjustment) -> {
            var applied = apply.apply(batch, adjustment);
            if (otherwise) { // what fails now may not have failed then
                applied.culprits(batch).forEach(culprit -> stepLog.deadLetter(culprit.original(), culprit.rejection()));
            }
        };
        var leftOver =
                replay(entries, newest.map(CheckpointFolder::checkpointId).orElse("the beginning"), again, stopping);
        gap.take();
        return leftOver;
    }

    private StudentState resume(CheckpointFolder newest) {
        var checkpoint = CheckpointStore.read(newest);
        student.resume(checkpoint);
        triage.seen().unpack(checkpoint.seen());
        progress.saved(student.state(), newest.checkpointId());
        return checkpoint.state();
    }

    private boolean isTrainedOtherwise(StudentState saved) {
        return !saved.lineage().trainedWith().equals(student.state().lineage().trainedWith());
    }

    /**
     * The weights of the checkpoint are the last that the arithmetic of before has made. They are written once more, so
     * that a replay, and every audit of what comes of it, begins where the arithmetic does.
     */
    private void beginAfresh(CheckpointFolder newest, StudentState itsState) {
        log.warn(
                "{} was trained with {} up to {}, and goes on with {}: the mini-batches from {} on that its log has are "
                        + "repeated so, and their weights are others than the process before may have had",
                itsState.student(),
                itsState.lineage().trainedWith().map(TrainedWith::toString).orElse("what its state does not say"),
                newest.checkpointId(),
                student.state().lineage().trainedWith().orElseThrow(),
                itsState.position().batches() + 1);
        checkpointing.saveAfresh();
    }

    private List<StreamRecord> replay(
            List<StepLogEntry> entries,
            String from,
            BiConsumer<MiniBatch, Adjustment> apply,
            BooleanSupplier stopping) {
        long before = student.state().position().batches();
        progress.replaying();
        var replay = new Replay(() -> stream.poll(LONGEST_POLL), triage, stopping);
        new Repetition(student, replay, apply).repeat(entries, Long.MAX_VALUE);
        log.info(
                "{} goes on from {} as writer {}; {} mini-batches were repeated",
                student.state().student(),
                from,
                student.state().lineage().writer(),
                student.state().position().batches() - before);
        return replay.leftOver();
    }
}
