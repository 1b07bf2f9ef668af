package dev.limbeck.network;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import java.util.List;

/** A network that learns by steps, with the state of its optimizer. For one thread at a time. */
public interface TrainableNetwork extends AutoCloseable {
    ArtifactMetadata metadata();

    /** SHA-256 of the program of a step, without the network's class and buffers that are filled in. */
    String stepProgram();

    /**
     * How many examples a step needs at least, 1 or 2: batch norm has no statistics of a single value. A step on fewer
     * raises, or is not finite, whatever the examples are.
     */
    int smallestBatch();

    /**
     * One optimizer step: forward, objective, gradients, update. One that is not finite changes nothing.
     *
     * @throws NetworkRaisedException when the network raises an error on the batch; nothing has changed then
     * @param learningRate of this step
     * @param seed from which this step alone takes its randomness, so that a replayed step repeats it
     */
    StepOutcome step(TrainingBatch batch, double learningRate, long seed);

    /** Whether a step on the batch would be {@link StepOutcome#finite}, and raise nothing. Changes nothing. */
    boolean isFinite(TrainingBatch batch, long seed);

    /** What it says of each record as the network stands, with batch statistics and dropout as in use. */
    List<Output> outputs(List<Inputs> inputs);

    /** A copy of weights and optimizer state. */
    NetworkState state();

    /**
     * Continues from a state taken of the same network.
     *
     * @throws IllegalArgumentException when names or shapes differ
     */
    void restore(NetworkState state);

    @Override
    void close();
}
