package dev.limbeck.student.training;

import dev.limbeck.contract.checkpoint.OffsetRange;
import dev.limbeck.contract.checkpoint.StepLogEntry.RangesSkipped;
import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.contract.codec.Rejection;
import dev.limbeck.contract.codec.RejectionReason;
import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.record.ClassScores;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.network.StepOutcome;
import dev.limbeck.network.TrainableNetwork;
import dev.limbeck.network.TrainingBatch;
import dev.limbeck.student.batch.MiniBatch;
import dev.limbeck.student.batch.SeenRecords;
import dev.limbeck.student.batch.SkipReason;
import dev.limbeck.student.checkpoint.StudentCheckpoint;
import dev.limbeck.student.replay.ReplayBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
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
    private StudentState state;
    /** Since the checkpoint that the next one descends from. */
    private MeanLoss loss = MeanLoss.NONE;

    private Student(StudentSpec spec, TrainableNetwork network, StudentState state) {
        this.spec = spec;
        this.network = network;
        this.replay = new ReplayBuffer(spec.replay(), spec.seed());
        this.state = state;
    }

    /** A student that has seen nothing yet. */
    public static Student untrained(
            Generation generation, StudentSpec spec, TrainableNetwork network, StudentState.Lineage lineage) {
        return new Student(
                spec,
                network,
                StudentState.initial(generation.name(), generation.number(), spec.name(), spec.seed(), lineage));
    }

    /**
     * Goes on from a checkpoint.
     *
     * @throws IllegalArgumentException when it is of another network, or was trained with another number of threads
     */
    public void resume(StudentCheckpoint checkpoint) {
        var saved = checkpoint.state().lineage();
        var declared = state.lineage();
        if (!saved.networkDigest().equals(declared.networkDigest())) {
            throw new IllegalArgumentException(
                    ("checkpoint %s is of network %s, the run declares %s for student %s; give the student another name "
                                    + "or start the run afresh")
                            .formatted(
                                    checkpoint.checkpointId(),
                                    saved.networkDigest(),
                                    declared.networkDigest(),
                                    spec.name()));
        }
        if (!saved.configurationDigest().equals(declared.configurationDigest())) {
            throw new IllegalArgumentException(
                    ("checkpoint %s was trained under another declaration of student %s (its settings, the input, the "
                                    + "held-out fraction or the deduplication window); declare it as it was, give the "
                                    + "student another name, or start the run afresh")
                            .formatted(checkpoint.checkpointId(), spec.name()));
        }
        if (saved.threads() != declared.threads()) {
            throw new IllegalArgumentException(
                    "checkpoint %s was trained with %d threads, this process has %d, which gives other weights; set limbeck.threads to %d"
                            .formatted(
                                    checkpoint.checkpointId(), saved.threads(), declared.threads(), saved.threads()));
        }
        network.restore(checkpoint.network());
        replay.restore(checkpoint.replay());
        loss = MeanLoss.NONE;
        state = checkpoint
                .state()
                .from(declared.childOf(checkpoint.checkpointId()).writtenBy(saved.writer()));
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
        StepOutcome outcome = step(lesson, adjustment);
        if (outcome.finite()) {
            return advance(lesson, adjustment, Optional.of(outcome));
        }
        Lesson rest = withoutCulprits(lesson, adjustment, outcome);
        if (rest.batch().items().isEmpty()) {
            // It may be the weights that are at fault, so nothing is said against what was learnt from before.
            return advance(new Lesson(rest.batch(), List.of()), adjustment, Optional.empty());
        }
        StepOutcome second = step(rest, adjustment);
        if (!second.finite()) {
            throw new IllegalStateException("step %d is not finite, though no part of it is at fault: %s"
                    .formatted(state.position().step() + 1, second));
        }
        replay.drop(lesson.replayedWithout(rest));
        return advance(rest, adjustment, Optional.of(second));
    }

    private Lesson withoutCulprits(Lesson lesson, Adjustment adjustment, StepOutcome outcome) {
        var examples = lesson.examples();
        var numbers = IntStream.range(0, examples.size()).boxed().toList();
        var culprits = new Culprits<Integer>(some -> network.isFinite(
                        trainingBatch(some.stream().map(examples::get).toList(), adjustment), stepSeed()))
                .among(numbers);
        return lesson.without(
                culprits,
                new Rejection(
                        RejectionReason.NON_FINITE,
                        "step %d of student %s: loss %s, gradient norm %s with this record"
                                .formatted(
                                        state.position().step() + 1,
                                        spec.name(),
                                        outcome.loss(),
                                        outcome.gradientNorm())));
    }

    /**
     * What became of a mini-batch.
     *
     * @param batch as it was trained on: without the examples that made the step not finite, which it refuses
     * @param replayed how many earlier examples the step learnt from, too
     * @param outcome of the step; empty when there was nothing to learn from
     */
    public record Applied(MiniBatch batch, int replayed, Optional<StepOutcome> outcome) {
        /** Whether no example at all could be trained on, though there were some: the weights themselves are at fault. */
        boolean isHopeless(MiniBatch before) {
            return batch.items().isEmpty() && !before.items().isEmpty();
        }
    }

    /** Passes over records that are gone, as the log says. */
    public void skip(RangesSkipped entry) {
        long records =
                entry.ranges().values().stream().mapToLong(OffsetRange::length).sum();
        state = state.at(state.position().after(entry.ranges(), SkipReason.GONE.entry(records), false));
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

    private StudentCheckpoint snapshot(SortedMap<Integer, String> seen) {
        var kept = replay.contents();
        return new StudentCheckpoint(state.saved(seen, loss.mean(), kept.counts()), network.state(), kept);
    }

    /** The checkpoint that the next ones descend from. */
    public void descendFrom(String checkpointId) {
        state = state.from(state.lineage().childOf(checkpointId));
        loss = MeanLoss.NONE;
    }

    public StudentState state() {
        return state;
    }

    public long parameters() {
        return network.metadata().parameters();
    }

    private StepOutcome step(Lesson lesson, Adjustment adjustment) {
        double scheduled = spec.optimizer().learningRateAt(state.position().step());
        return network.step(
                trainingBatch(lesson.examples(), adjustment), scheduled * adjustment.learningRateFactor(), stepSeed());
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
        var inputs = new ArrayList<Tensor>(examples.size());
        var teacherLogits = new ArrayList<ClassScores>(examples.size());
        var hardLabels = new ArrayList<OptionalInt>(examples.size());
        for (DistillationExample example : examples) {
            inputs.add(example.record().input());
            hardLabels.add(example.record().hardLabel());
            if (!spec.isControl()) {
                teacherLogits.add(example.softTarget().logits());
            }
        }
        return new TrainingBatch(inputs, teacherLogits, hardLabels, adjustment.softTargetWeightFactor());
    }

    @Override
    public void close() {
        network.close();
    }
}
