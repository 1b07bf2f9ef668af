package dev.limbeck.student.training;

import dev.limbeck.contract.checkpoint.Position;
import dev.limbeck.contract.checkpoint.StepLogEntry;
import dev.limbeck.contract.checkpoint.StepLogEntry.BatchComposed;
import dev.limbeck.contract.checkpoint.StepLogEntry.RangesSkipped;
import dev.limbeck.contract.checkpoint.StepLogEntry.RolledBack;
import dev.limbeck.contract.checkpoint.StepLogEntry.TopicTaken;
import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.place.Place;
import dev.limbeck.student.batch.MiniBatch;
import dev.limbeck.student.checkpoint.StudentCheckpoint;
import dev.limbeck.student.steplog.Replay;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
     * Where a student needs its topic from: what the log says was passed over is not asked for. Mini-batches of a topic
     * that gave way to another can not be composed, so that topic is what is needed then.
     *
     * @param position where the student stands
     * @param entries oldest first
     */
    public static Place firstNeeded(Position position, List<StepLogEntry> entries) {
        var needed = position.place();
        boolean composed = false;
        for (StepLogEntry entry : StepLogEntry.standing(entries)) {
            if (entry instanceof RangesSkipped skip && skip.batch() > position.batches()) {
                needed = without(skip, needed);
            } else if (entry instanceof BatchComposed batch && batch.batch() > position.batches()) {
                composed = true;
            } else if (entry instanceof TopicTaken taken && taken.afterBatch() >= position.batches()) {
                if (!composed) {
                    needed = new Place(Optional.of(taken.topicId()), taken.from());
                } else if (needed.topicId()
                        .filter(known -> !known.equals(taken.topicId()))
                        .isPresent()) {
                    return needed;
                }
            }
        }
        return needed;
    }

    private static Place without(RangesSkipped skip, Place place) {
        var next = new TreeMap<>(place.next());
        skip.ranges().forEach((partition, range) -> {
            Long wanted = place.topicId().isPresent() ? next.getOrDefault(partition, 0L) : next.get(partition);
            if (wanted != null && wanted == range.from()) {
                next.put(partition, range.to());
            }
        });
        return new Place(place.topicId(), next);
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
            } else if (entry instanceof TopicTaken taken
                    && taken.afterBatch() == done()
                    && done() < throughBatch) { // a checkpoint of this mini-batch was written before it
                student.take(taken);
                replay.take(taken);
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
