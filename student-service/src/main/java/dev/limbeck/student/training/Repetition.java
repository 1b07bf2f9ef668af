package dev.limbeck.student.training;

import dev.limbeck.contract.checkpoint.StepLogEntry;
import dev.limbeck.contract.checkpoint.StepLogEntry.BatchComposed;
import dev.limbeck.contract.checkpoint.StepLogEntry.RangesSkipped;
import dev.limbeck.contract.checkpoint.StepLogEntry.RolledBack;
import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.student.batch.MiniBatch;
import dev.limbeck.student.checkpoint.StudentCheckpoint;
import dev.limbeck.student.steplog.Replay;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Does again, from where a student stands, what its log says was done: batch by batch, roll-backs included. */
public final class Repetition {
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
     * Where a student needs its topic from: what the log says was passed over is not asked for.
     *
     * @param trainedThrough where the student stands
     * @param entries oldest first
     */
    public static SortedMap<Integer, Long> firstNeeded(
            SortedMap<Integer, Long> trainedThrough, List<StepLogEntry> entries) {
        var needed = new TreeMap<>(trainedThrough);
        for (StepLogEntry entry : StepLogEntry.standing(entries)) {
            if (entry instanceof RangesSkipped skip) {
                skip.ranges()
                        .forEach((partition, range) -> needed.computeIfPresent(
                                partition, (same, offset) -> offset == range.from() ? range.to() : offset));
            }
        }
        return needed;
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
            if (entry instanceof BatchComposed batch && batch.batch() > done() && batch.batch() <= throughBatch) {
                requireNext(batch.batch());
                apply.accept(replay.compose(batch), batch.adjustment());
                remember(targets);
            } else if (entry instanceof RangesSkipped skip && skip.batch() > done() && skip.batch() <= throughBatch) {
                requireNext(skip.batch());
                student.skip(skip);
                remember(targets);
            } else if (entry instanceof RolledBack back && back.afterBatch() == done()) {
                rollBack(back);
            }
        }
    }

    private void requireNext(long batch) {
        if (batch != done() + 1) {
            throw new Replay.DivergedException(
                    "the step log goes on with mini-batch %d, expected is %d".formatted(batch, done() + 1));
        }
    }

    private void rollBack(RolledBack entry) {
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
