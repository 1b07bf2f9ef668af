package dev.limbeck.teacher.training;

import static java.util.Objects.requireNonNull;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import dev.limbeck.network.NetworkState;
import dev.limbeck.network.StepOutcome;
import dev.limbeck.network.TrainableNetwork;
import dev.limbeck.network.TrainingBatch;
import dev.limbeck.network.safetensors.HostTensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Learns nothing: after each epoch it is as sure of class 0 as the script says. Its state is the number of steps. */
final class ScriptedTrainee implements TrainableNetwork {
    private final int stepsPerEpoch;
    private final float[] logitAfterEpoch;
    final List<Double> learningRates = new ArrayList<>();
    final List<Long> seeds = new ArrayList<>();
    final List<TrainingBatch> batches = new ArrayList<>();

    ScriptedTrainee(int stepsPerEpoch, float... logitAfterEpoch) {
        this.stepsPerEpoch = stepsPerEpoch;
        this.logitAfterEpoch = logitAfterEpoch;
    }

    @Override
    public String stepProgram() {
        return "scripted";
    }

    @Override
    public int smallestBatch() {
        return 1;
    }

    @Override
    public ArtifactMetadata metadata() {
        throw new UnsupportedOperationException();
    }

    @Override
    public StepOutcome step(TrainingBatch batch, double learningRate, long seed) {
        batches.add(batch);
        learningRates.add(learningRate);
        seeds.add(seed);
        return new StepOutcome(1, new TreeMap<>(Map.of("hardLabel", 1.)), 1, true);
    }

    @Override
    public boolean isFinite(TrainingBatch batch, long seed) {
        return true;
    }

    @Override
    public List<Output> outputs(List<Inputs> inputs) {
        float logit = logitAfterEpoch[epochs() - 1];
        return inputs.stream().map(input -> Output.copyOf(logit, 0)).toList();
    }

    int epochs() {
        return batches.size() / stepsPerEpoch;
    }

    @Override
    public NetworkState state() {
        var weights = new TreeMap<String, HostTensor>();
        weights.put("steps", new HostTensor("I8", List.of(1L), ByteBuffer.wrap(new byte[] {(byte) batches.size()})));
        return new NetworkState(weights, new TreeMap<>());
    }

    static int stepsIn(NetworkState state) {
        return requireNonNull(state.weights().get("steps")).values().get(0);
    }

    @Override
    public void restore(NetworkState state) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
