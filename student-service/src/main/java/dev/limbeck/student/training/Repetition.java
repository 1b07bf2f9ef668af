package dev.limbeck.student.training;

import dev.limbeck.contract.checkpoint.Position;
import dev.limbeck.contract.checkpoint.StepLogEntry;
import dev.limbeck.contract.checkpoint.StepLogEntry.BatchComposed;
import dev.limbeck.contract.checkpoint.StepLogEntry.GapFound;
import dev.limbeck.contract.checkpoint.StepLogEntry.Halted;
import dev.limbeck.contract.checkpoint.StepLogEntry.RangesSkipped;
import dev.limbeck.contract.checkpoint.StepLogEntry.RolledBack;
import dev.limbeck.contract.checkpoint.StepLogEntry.TopicTaken;
import dev.limbeck.contract.checkpoint.StepLogEntry.WriterOpened;
import dev.limbeck.contract.kind.Kinds;
import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.place.Place;
import dev.limbeck.student.batch.MiniBatch;
import dev.limbeck.student.checkpoint.StudentCheckpoint;
import dev.limbeck.student.steplog.Replay;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Does again, from where a student stands, what its log says was done: batch by batch, roll-backs included. */
public final class Repetition {
    /** What is done again of an entry, through a mini-batch. */
    private static final Kinds<StepLogEntry, BiConsumer<Repetition, Long>> AGAIN =
            Kinds.<StepLogEntry, BiConsumer<Repetition, Long>>of(StepLogEntry.class)
                    .when(BatchComposed.class, batch -> (repetition, through) -> repetition.compose(batch, through))
                    .when(RangesSkipped.class, skip -> (repetition, through) -> repetition.skip(skip, through))
                    .when(RolledBack.class, back -> (repetition, through) -> repetition.rollBack(back))
                    .when(TopicTaken.class, taken -> (repetition, through) -> repetition.take(taken, through))
                    // They say who wrote and why nothing was done.
                    .when(WriterOpened.class, opened -> (repetition, through) -> {})
                    .when(GapFound.class, gap -> (repetition, through) -> {})
                    .when(Halted.class, halted -> (repetition, through) -> {})
                    .all();

    private final Student student;
    private final Replay replay;
    private final BiConsumer<MiniBatch, Adjustment> apply;
    private final Map<Long, StudentCheckpoint> returnedTo = new HashMap<>();

    /** @param apply applies a mini-batch to the student, adjusted as its step was */
    public Repetition(Student student, Replay replay, BiConsumer<MiniBatch, Adjustment> apply) {
        this.student = student;
        this.replay = replay;
        this.apply = apply;
    }

    /**
     * Where a student needs its topic from: what the log says was passed over is not asked for. Mini-batches of a topic
     * that gave way to another can not be composed, so that topic is what is needed then.
     *
     * @param position where the student stands
     * @param entries oldest first
     */
    public static Place firstNeeded(Position position, List<StepLogEntry> entries) {
        return FirstNeeded.of(position, StepLogEntry.standing(entries));
    }

    /**
     * @param entries oldest first; those that the student has behind it already are passed over
     * @param throughBatch number of the last mini-batch to repeat
     * @throws Replay.DivergedException when log and topic contradict each other
     */
    public void repeat(List<StepLogEntry> entries, long throughBatch) {
        Set<Long> targets = entries.stream()
                .filter(RolledBack.class::isInstance)
                .map(entry -> ((RolledBack) entry).toBatch())
                .collect(Collectors.toSet());
        remember(targets);
        for (StepLogEntry entry : StepLogEntry.standing(entries)) {
            AGAIN.of(entry).accept(this, throughBatch);
            remember(targets);
        }
    }

    private void compose(BatchComposed batch, long throughBatch) {
        if (batch.batch() > done() && batch.batch() <= throughBatch) {
            requireNext(batch.batch());
            apply.accept(replay.compose(batch), batch.adjustment());
        }
    }

    private void skip(RangesSkipped skip, long throughBatch) {
        if (skip.batch() > done() && skip.batch() <= throughBatch) {
            requireNext(skip.batch());
            student.skip(skip);
        }
    }

    private void take(TopicTaken taken, long throughBatch) {
        // A checkpoint of this mini-batch was written before it.
        if (taken.afterBatch() == done() && done() < throughBatch) {
            student.take(taken);
            replay.take(taken);
        }
    }

    private void requireNext(long batch) {
        if (batch != done() + 1) {
            throw new Replay.DivergedException(
                    "the step log goes on with mini-batch %d, expected is %d".formatted(batch, done() + 1));
        }
    }

    private void rollBack(RolledBack entry) {
        if (entry.afterBatch() != done()) {
            return;
        }
        StudentCheckpoint target = returnedTo.get(entry.toBatch());
        if (target == null) {
            throw new Replay.DivergedException(
                    "the weights after mini-batch %d are needed for a roll-back, and gone".formatted(entry.toBatch()));
        }
        student.rollBackTo(target);
    }

    private void remember(Set<Long> targets) {
        if (targets.contains(done())) {
            returnedTo.putIfAbsent(done(), student.weightsNow());
        }
    }

    private long done() {
        return student.state().position().batches();
    }
}
