package dev.limbeck.student.training;

import dev.limbeck.contract.checkpoint.OffsetRange;
import dev.limbeck.contract.checkpoint.StepLogEntry.RangesSkipped;
import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.contract.codec.Rejection;
import dev.limbeck.contract.codec.RejectionReason;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.network.StepOutcome;
import dev.limbeck.network.TrainableNetwork;
import dev.limbeck.network.TrainingBatch;
import dev.limbeck.student.batch.MiniBatch;
import dev.limbeck.student.batch.SeenRecords;
import dev.limbeck.student.batch.SkipReason;
import dev.limbeck.student.checkpoint.StudentCheckpoint;
import java.util.List;
import java.util.Optional;

/**
 * A student: its network and what it has learnt from so far. Applying a mini-batch moves weights, offsets and ledger
 * together, so that any moment between two batches is a state to go on from. The same mini-batches in the same order
 * give the same weights, bit for bit.
 */
public final class Student implements AutoCloseable {
    private final StudentSpec spec;
    private final TrainableNetwork network;
    private StudentState state;

    private Student(StudentSpec spec, TrainableNetwork network, StudentState state) {
        this.spec = spec;
        this.network = network;
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
        state = checkpoint
                .state()
                .from(declared.childOf(checkpoint.checkpointId()).writtenBy(saved.writer()));
    }

    /** From now on, what this student writes is by this process. */
    public void writtenBy(int writer) {
        state = state.from(state.lineage().writtenBy(writer));
    }

    /** Learns from the batch and accounts for its records. */
    public Applied apply(MiniBatch batch) {
        if (batch.items().isEmpty()) {
            return advance(batch, Optional.empty());
        }
        StepOutcome outcome = step(batch);
        if (outcome.finite()) {
            return advance(batch, Optional.of(outcome));
        }
        var culprits = new Culprits(items -> network.isFinite(trainingBatch(items), stepSeed())).among(batch.items());
        MiniBatch rest = batch.without(
                culprits,
                new Rejection(
                        RejectionReason.NON_FINITE,
                        "step %d of student %s: loss %s, gradient norm %s with this record"
                                .formatted(
                                        state.position().step() + 1,
                                        spec.name(),
                                        outcome.loss(),
                                        outcome.gradientNorm())));
        if (rest.items().isEmpty()) {
            return advance(rest, Optional.empty());
        }
        StepOutcome second = step(rest);
        if (!second.finite()) {
            throw new IllegalStateException("step %d is not finite, though no part of it is at fault: %s"
                    .formatted(state.position().step() + 1, second));
        }
        return advance(rest, Optional.of(second));
    }

    /**
     * What became of a mini-batch.
     *
     * @param batch as it was trained on: without the examples that made the step not finite, which it refuses
     * @param outcome of the step; empty when there was nothing to learn from
     */
    public record Applied(MiniBatch batch, Optional<StepOutcome> outcome) {
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

    /** Weights and optimizer become again what they were; offsets go on, and the ledger says what was undone. */
    public void rollBackTo(StudentCheckpoint earlier) {
        network.restore(earlier.network());
        state = state.at(state.position().rolledBackTo(earlier.state().position(), SkipReason.ROLLED_BACK.name()));
    }

    /** The state without the deduplication window, which weights do not need. */
    public StudentCheckpoint weightsNow() {
        return new StudentCheckpoint(state, network.state());
    }

    /** A copy of everything, to be written while training goes on. */
    public StudentCheckpoint snapshot(SeenRecords seen) {
        var complete =
                state.with(state.stepLogOffset(), seen.pack(state.position().trainedThrough()));
        return new StudentCheckpoint(complete, network.state());
    }

    /** The checkpoint that the next ones descend from. */
    public void descendFrom(String checkpointId) {
        state = state.from(state.lineage().childOf(checkpointId));
    }

    public StudentState state() {
        return state;
    }

    public long parameters() {
        return network.metadata().parameters();
    }

    private StepOutcome step(MiniBatch batch) {
        return network.step(
                trainingBatch(batch.items()),
                spec.optimizer().learningRateAt(state.position().step()),
                stepSeed());
    }

    private Applied advance(MiniBatch batch, Optional<StepOutcome> outcome) {
        state = state.at(state.position().after(batch.ranges(), batch.ledger(), outcome.isPresent()));
        return new Applied(batch, outcome);
    }

    /** Each step has random numbers of its own, so that a replayed step draws the same without any state to save. */
    private long stepSeed() {
        return state.seed() * 1_000_003 + state.position().step();
    }

    private TrainingBatch trainingBatch(List<MiniBatch.Item> items) {
        var examples = items.stream().map(MiniBatch.Item::example).toList();
        return new TrainingBatch(
                examples.stream().map(example -> example.record().input()).toList(),
                spec.isControl()
                        ? List.of()
                        : examples.stream()
                                .map(example -> example.softTarget().logits())
                                .toList(),
                examples.stream()
                        .map(DistillationExample::record)
                        .map(ProductionRecord::hardLabel)
                        .toList());
    }

    @Override
    public void close() {
        network.close();
    }
}
