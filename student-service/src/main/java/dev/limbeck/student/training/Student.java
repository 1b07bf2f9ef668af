package dev.limbeck.student.training;

import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.contract.checkpoint.StudentState.Ledger;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.network.StepOutcome;
import dev.limbeck.network.TrainableNetwork;
import dev.limbeck.network.TrainingBatch;
import dev.limbeck.student.batch.MiniBatch;
import dev.limbeck.student.batch.SkipReason;
import dev.limbeck.student.checkpoint.StudentCheckpoint;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A student: its network and what it has learnt from so far. Applying a mini-batch moves weights, offsets and ledger
 * together, so that any moment between two batches is a state to go on from.
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
            String run, StudentSpec spec, TrainableNetwork network, String networkDigest, String configurationDigest) {
        return new Student(
                spec,
                network,
                new StudentState(
                        run,
                        spec.name(),
                        0,
                        spec.seed(),
                        new TreeMap<>(),
                        Ledger.empty(),
                        networkDigest,
                        configurationDigest,
                        ""));
    }

    /**
     * Goes on from a checkpoint.
     *
     * @throws IllegalArgumentException when it is of another network
     */
    public void resume(StudentCheckpoint checkpoint) {
        if (!checkpoint.state().networkDigest().equals(state.networkDigest())) {
            throw new IllegalArgumentException(
                    ("checkpoint %s is of network %s, the run declares %s for student %s; give the student another name "
                                    + "or start the run afresh")
                            .formatted(
                                    checkpoint.checkpointId(),
                                    checkpoint.state().networkDigest(),
                                    state.networkDigest(),
                                    spec.name()));
        }
        network.restore(checkpoint.network());
        StudentState saved = checkpoint.state();
        state = new StudentState(
                saved.run(),
                saved.student(),
                saved.step(),
                saved.seed(),
                saved.trainedThrough(),
                saved.ledger(),
                saved.networkDigest(),
                state.configurationDigest(),
                checkpoint.checkpointId());
    }

    /** Learns from the batch and accounts for its records. Empty when the batch had nothing to learn from. */
    public Optional<StepOutcome> apply(MiniBatch batch) {
        if (batch.examples().isEmpty()) {
            advance(batch, batch.ledger(), state.step());
            return Optional.empty();
        }
        StepOutcome outcome = network.step(
                trainingBatch(batch.examples()), spec.optimizer().learningRateAt(state.step()), stepSeed(state.step()));
        if (outcome.applied()) {
            advance(batch, batch.ledger(), state.step() + 1);
        } else {
            advance(batch, asSkipped(batch.ledger()), state.step());
        }
        return Optional.of(outcome);
    }

    /** A copy of everything, to be written while training goes on. */
    public StudentCheckpoint snapshot() {
        return new StudentCheckpoint(state, network.state());
    }

    /** The checkpoint that the next ones descend from. */
    public void descendFrom(String checkpointId) {
        state = new StudentState(
                state.run(),
                state.student(),
                state.step(),
                state.seed(),
                state.trainedThrough(),
                state.ledger(),
                state.networkDigest(),
                state.configurationDigest(),
                checkpointId);
    }

    public StudentState state() {
        return state;
    }

    public long parameters() {
        return network.metadata().parameters();
    }

    private void advance(MiniBatch batch, Ledger entries, long step) {
        SortedMap<Integer, Long> through = new TreeMap<>(state.trainedThrough());
        batch.ranges().forEach((partition, range) -> through.put(partition, range.to()));
        state = new StudentState(
                state.run(),
                state.student(),
                step,
                state.seed(),
                through,
                state.ledger().plus(entries),
                state.networkDigest(),
                state.configurationDigest(),
                state.parent());
    }

    private static Ledger asSkipped(Ledger ledger) {
        return new Ledger(0, ledger.heldOut(), ledger.deadLettered(), ledger.skipped())
                .plus(SkipReason.NON_FINITE_STEP.entry(ledger.trained()));
    }

    /** Each step has random numbers of its own, so that a replayed step draws the same without any state to save. */
    private long stepSeed(long step) {
        return state.seed() * 1_000_003 + step;
    }

    private TrainingBatch trainingBatch(List<DistillationExample> examples) {
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
