package dev.limbeck.student.training;

import dev.limbeck.contract.artifact.Arithmetic;
import dev.limbeck.contract.checkpoint.StepLogEntry.RangesSkipped;
import dev.limbeck.contract.checkpoint.StepLogEntry.TopicTaken;
import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.contract.checkpoint.TrainedWith;
import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.place.OffsetRange;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.network.NetworkRaisedException;
import dev.limbeck.network.StepOutcome;
import dev.limbeck.network.TrainableNetwork;
import dev.limbeck.network.TrainingBatch;
import dev.limbeck.student.batch.MiniBatch;
import dev.limbeck.student.batch.SeenRecords;
import dev.limbeck.student.batch.SkipReason;
import dev.limbeck.student.checkpoint.ForeignCheckpointException;
import dev.limbeck.student.checkpoint.StudentCheckpoint;
import dev.limbeck.student.replay.ReplayBuffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A student: its network and what it has learnt from so far. Applying a mini-batch moves weights, what is kept to be seen
 * again, offsets and ledger together, so that any moment between two batches is a state to go on from. The same mini-batches in the same order
 * give the same weights, bit for bit.
 */
public final class Student implements AutoCloseable {
    private final StudentSpec spec;
    private final TrainableNetwork network;
    private final ReplayBuffer replay;
    private final Origin origin;
    private StudentState state;
    /** Since the checkpoint that the next one descends from. */
    private MeanLoss loss = MeanLoss.NONE;

    private Student(StudentSpec spec, TrainableNetwork network, Origin origin, StudentState state) {
        this.spec = spec;
        this.network = network;
        this.origin = origin;
        this.replay =
                new ReplayBuffer(spec.replay(), network.metadata().signature().task(), spec.seed());
        this.state = state;
    }

    /**
     * A student that has seen nothing yet.
     *
     * @param networkDigest SHA-256 of the network's file
     * @param threads of one tensor operation
     * @param arithmetic what is computed with here
     */
    public static Student untrained(
            Generation generation,
            StudentSpec spec,
            TrainableNetwork network,
            String networkDigest,
            int threads,
            Arithmetic arithmetic) {
        var origin =
                Origin.of(generation, spec, networkDigest, threads, new TrainedWith(arithmetic, network.stepProgram()));
        return new Student(
                spec,
                network,
                origin,
                StudentState.initial(
                        generation.name(), generation.number(), spec.name(), spec.seed(), origin.lineage()));
    }

    /** Whether the checkpoint was trained under the declaration that this student has. */
    public boolean isDeclaredAs(StudentState saved) {
        return origin.isDeclaredAs(saved);
    }

    /**
     * Goes on from a checkpoint.
     *
     * @throws ForeignCheckpointException when it is of another network, was trained under another declaration, or with
     *     another number of threads
     */
    public void resume(StudentCheckpoint checkpoint) {
        origin.requireOwn(checkpoint);
        network.restore(checkpoint.network());
        replay.restore(checkpoint.replay());
        loss = MeanLoss.NONE;
        state = checkpoint.state().from(origin.goingOnFrom(checkpoint));
    }

    /** From now on, what this student writes is by this process. */
    public void writtenBy(int writer) {
        state = state.from(state.lineage().writtenBy(writer));
    }

    /**
     * Learns from the batch, with some of what was learnt from before, and accounts for its records.
     *
     * @param adjustment of this step
     */
    public Applied apply(MiniBatch batch, Adjustment adjustment) {
        var lesson = new Lesson(batch, replay.draw(number(), batch.items().size()));
        if (batch.items().isEmpty()) {
            return advance(lesson, adjustment, Optional.empty());
        }
        if (isTooSmall(lesson)) {
            return passOver(batch, adjustment);
        }
        var attempt = attempt(lesson, adjustment);
        if (attempt.isFine()) {
            return advance(lesson, adjustment, attempt.outcome());
        }
        Lesson rest = withoutCulprits(lesson, adjustment, attempt);
        if (rest.batch().items().isEmpty()) {
            // It may be the weights that are at fault, so nothing is said against what was learnt from before.
            return advance(new Lesson(rest.batch(), List.of()), adjustment, Optional.empty());
        }
        if (isTooSmall(rest)) {
            return passOver(rest.batch(), adjustment);
        }
        var second = attempt(rest, adjustment);
        if (!second.isFine()) {
            throw new IllegalStateException("step %d fails, though no part of it is at fault: %s"
                    .formatted(state.position().step() + 1, second.fault()));
        }
        replay.drop(lesson.replayedWithout(rest));
        return advance(rest, adjustment, second.outcome());
    }

    private boolean isTooSmall(Lesson lesson) {
        return lesson.examples().size() < network.smallestBatch();
    }

    private Applied passOver(MiniBatch batch, Adjustment adjustment) {
        return advance(new Lesson(batch.skipped(SkipReason.TOO_FEW), List.of()), adjustment, Optional.empty());
    }

    /** @throws NetworkRaisedException when it is not the examples that are at fault: the network raises without them, too */
    private Lesson withoutCulprits(Lesson lesson, Adjustment adjustment, Attempt attempt) {
        var examples = lesson.examples();
        var company = examples.size();
        var known = new ArrayList<>(examples);
        known.add(lesson.neutral(network.metadata().signature().task()));
        Predicate<List<Integer>> isFine = some ->
                network.isFinite(trainingBatch(some.stream().map(known::get).toList(), adjustment), stepSeed());
        var culprits = new Culprits<>(isFine, network.smallestBatch(), company)
                .among(IntStream.range(0, company).boxed().toList());
        boolean blamesAll = culprits.size() == company;
        if (blamesAll
                && attempt.raised().isPresent()
                && !isFine.test(Collections.nCopies(network.smallestBatch(), company))) {
            throw attempt.raised().get();
        }
        return lesson.without(culprits, attempt.rejection(state.position().step() + 1, spec.name()));
    }

    /**
     * What became of a mini-batch.
     *
     * @param batch as it was trained on: without the examples that made the step fail, which it refuses, or too few to
     *     learn from, which it passes over
     * @param replayed how many earlier examples the step learnt from, too
     * @param outcome of the step; empty when there was nothing to learn from
     */
    public record Applied(MiniBatch batch, int replayed, Optional<StepOutcome> outcome) {
        /** Examples that made the step fail, and are dead letters. */
        List<MiniBatch.Refused> culprits(MiniBatch before) {
            return batch.refused()
                    .subList(before.refused().size(), batch.refused().size());
        }

        /** Whether no example at all was finite, though there were some: the weights themselves are at fault. */
        boolean isHopeless(MiniBatch before) {
            long notFinite = culprits(before).stream()
                    .filter(culprit -> culprit.rejection().reason() == RejectionReason.NON_FINITE)
                    .count();
            return !before.items().isEmpty() && notFinite == before.items().size();
        }
    }

    /** Passes over records that are gone, as the log says. */
    public void skip(RangesSkipped entry) {
        long records =
                entry.ranges().values().stream().mapToLong(OffsetRange::length).sum();
        state = state.at(state.position().after(entry.ranges(), SkipReason.GONE.entry(records), false));
    }

    /** Reads a topic from the offsets that the log says. */
    public void take(TopicTaken entry) {
        state = state.at(state.position().on(entry.topicId(), entry.from()));
    }

    /**
     * Weights, optimizer and what is kept to be seen again become what they were; offsets go on, and the ledger says what
     * was undone.
     */
    public void rollBackTo(StudentCheckpoint earlier) {
        network.restore(earlier.network());
        replay.restore(earlier.replay());
        state = state.at(state.position().rolledBackTo(earlier.state().position(), SkipReason.ROLLED_BACK.name()));
    }

    /** The state without the deduplication window, which weights do not need. */
    public StudentCheckpoint weightsNow() {
        return snapshot(new TreeMap<>());
    }

    /** A copy of everything, to be written while training goes on. */
    public StudentCheckpoint snapshot(SeenRecords seen) {
        return snapshot(seen.pack(state.position().trainedThrough()));
    }

    private StudentCheckpoint snapshot(SortedMap<Integer, ByteBuffer> seen) {
        var kept = replay.contents();
        return new StudentCheckpoint(state.saved(loss.mean(), kept.counts()), network.state(), kept, seen);
    }

    /** The checkpoint that the next ones descend from. */
    public void descendFrom(String checkpointId) {
        state = state.from(state.lineage().childOf(checkpointId));
        loss = MeanLoss.NONE;
    }

    public StudentState state() {
        return state;
    }

    /** How many examples it can learn from at once, at least. */
    public int smallestBatch() {
        return network.smallestBatch();
    }

    public long parameters() {
        return network.metadata().parameters();
    }

    private Attempt attempt(Lesson lesson, Adjustment adjustment) {
        double scheduled = spec.optimizer().learningRateAt(state.position().step());
        var batch = trainingBatch(lesson.examples(), adjustment);
        return Attempt.of(() -> network.step(batch, scheduled * adjustment.learningRateFactor(), stepSeed()));
    }

    private Applied advance(Lesson lesson, Adjustment adjustment, Optional<StepOutcome> outcome) {
        MiniBatch batch = lesson.batch();
        replay.offer(
                number(), batch.items().stream().map(MiniBatch.Item::example).toList());
        outcome.ifPresent(step -> loss = loss.with(step.loss()));
        state = state.at(state.position().after(batch.ranges(), batch.ledger(), outcome.isPresent()), adjustment);
        return new Applied(batch, lesson.replayed().size(), outcome);
    }

    /** Of the mini-batch at hand. */
    private long number() {
        return state.position().batches() + 1;
    }

    /** Each step has random numbers of its own, so that a replayed step draws the same without any state to save. */
    private long stepSeed() {
        return state.seed() * 1_000_003 + state.position().step();
    }

    private TrainingBatch trainingBatch(List<DistillationExample> examples, Adjustment adjustment) {
        var inputs = new ArrayList<Inputs>(examples.size());
        var teacherLogits = new ArrayList<Output>(examples.size());
        var hardLabels = new ArrayList<Optional<HardLabel>>(examples.size());
        for (DistillationExample example : examples) {
            inputs.add(example.record().inputs());
            hardLabels.add(example.record().hardLabel());
            if (!spec.isControl()) {
                teacherLogits.add(example.softTarget().output());
            }
        }
        return new TrainingBatch(inputs, teacherLogits, hardLabels, adjustment.softTargetWeightFactor());
    }

    @Override
    public void close() {
        network.close();
    }
}
