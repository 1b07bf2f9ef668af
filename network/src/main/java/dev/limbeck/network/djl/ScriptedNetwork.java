package dev.limbeck.network.djl;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.network.EngineFaultException;
import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.network.objective.Objective;
import dev.limbeck.network.safetensors.HostTensor;
import dev.limbeck.network.torchscript.NetworkCall;
import dev.limbeck.network.torchscript.StepProgram;
import dev.limbeck.network.torchscript.TorchScriptArchive;
import dev.limbeck.network.torchscript.TrainingStepWrapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** A wrapped network in PyTorch's memory: its tensors by name, its normalisation, and its outputs. */
final class ScriptedNetwork implements AutoCloseable {
    /** Whatever a step would be: a network in use makes none. */
    private static final Objective NO_OBJECTIVE = Objective.ofClasses(ObjectiveSpec.DEFAULT);

    private final LoadedScript script;
    private final StepProgram program;
    private final Map<String, NDArray> tensors = new LinkedHashMap<>();
    private final List<NDArray> buffers = new ArrayList<>();
    private final List<InputArguments> inputs;
    private final String noun;

    private ScriptedNetwork(
            LoadedScript script, StepProgram program, ArtifactMetadata metadata, List<String> bufferNames) {
        this.script = script;
        this.program = program;
        for (NDArray parameter : script.parameters()) {
            tensors.put(parameter.getName().substring(TrainingStepWrapper.NETWORK.length() + 1), parameter);
        }
        if (!bufferNames.isEmpty()) {
            buffers.addAll(script.callForList(
                    "buffer_list", false, new NDList(script.manager().create(0))));
            for (int i = 0; i < bufferNames.size(); i++) {
                tensors.put(bufferNames.get(i), buffers.get(i));
            }
        }
        noun = metadata.signature().task().noun();
        var declared = metadata.signature().inputs();
        inputs = program.call().order().stream()
                .map(name -> new InputArguments(
                        script.manager(),
                        name,
                        Objects.requireNonNull(declared.get(name)),
                        program.call().takesMask(name)))
                .toList();
    }

    /** @throws UnusableNetworkException when PyTorch cannot load it, or its forward takes something else */
    static ScriptedNetwork load(TorchScriptArchive archive, ArtifactMetadata metadata) {
        return load(archive, metadata, NO_OBJECTIVE, false);
    }

    /**
     * To be trained.
     *
     * @throws UnusableNetworkException when PyTorch cannot load it
     */
    static ScriptedNetwork load(TorchScriptArchive archive, ArtifactMetadata metadata, Objective objective) {
        return load(archive, metadata, objective, true);
    }

    private static ScriptedNetwork load(
            TorchScriptArchive archive, ArtifactMetadata metadata, Objective objective, boolean trainable) {
        var program = StepProgram.of(objective, NetworkCall.of(archive, metadata.signature()));
        var wrapped = TrainingStepWrapper.wrap(archive, program);
        var bufferNames = TrainingStepWrapper.bufferNames(archive);
        try {
            return Handover.of(
                    LoadedScript.load(wrapped, trainable),
                    LoadedScript::close,
                    script -> new ScriptedNetwork(script, program, metadata, bufferNames));
        } catch (EngineException refused) {
            throw Refusals.byPyTorch(refused, archive, metadata);
        }
    }

    LoadedScript script() {
        return script;
    }

    StepProgram program() {
        return program;
    }

    Map<String, NDArray> tensors() {
        return tensors;
    }

    /** What a forward pass in training may change, batch statistics for one. */
    List<NDArray> buffers() {
        return buffers;
    }

    /**
     * The arguments that every method of the script begins with: its inputs, each with mean and std if it is normalised,
     * and with a mask if the network takes one.
     *
     * @param scope whose the inputs are; they last until the next call
     */
    NDList inputs(NDManager scope, List<Inputs> batch) {
        var arguments = new NDList();
        inputs.forEach(input -> arguments.addAll(input.of(scope, batch)));
        return arguments;
    }

    /**
     * The output for each input, in order.
     *
     * @throws EngineFaultException when one is not finite among the others, and is alone
     */
    List<Output> outputs(List<Inputs> inputs) {
        List<Output> outputs = withLogits(inputs, HostTensors::rows);
        for (int i = 0; i < outputs.size() && outputs.size() > 1; i++) {
            if (!outputs.get(i).isFinite()) {
                requireNotFiniteAlone(inputs.get(i), outputs.get(i), inputs.size());
            }
        }
        return outputs;
    }

    /** What the network gives, as it is. */
    <T> T withLogits(List<Inputs> inputs, Function<NDArray, T> look) {
        try (NDManager scope = script.manager().newSubManager()) {
            return look.apply(script.call("logits", false, inputs(scope, inputs)));
        }
    }

    private void requireNotFiniteAlone(Inputs input, Output among, int batch) {
        Output alone = withLogits(List.of(input), HostTensors::rows).get(0);
        if (alone.isFinite()) {
            throw Refusals.engineFault(noun + "s", among, batch, alone);
        }
    }

    SortedMap<String, HostTensor> copyTensors() {
        var copies = new TreeMap<String, HostTensor>();
        tensors.forEach((name, tensor) -> copies.put(name, HostTensors.copyOf(tensor)));
        return copies;
    }

    /** Overwrites every tensor of the network. */
    void assignTensors(SortedMap<String, HostTensor> values) {
        assign(tensors, values);
    }

    /**
     * Overwrites the targets with the values of the same names.
     *
     * @throws IllegalArgumentException when names or shapes differ
     */
    void assign(Map<String, NDArray> targets, SortedMap<String, HostTensor> values) {
        if (!targets.keySet().equals(values.keySet())) {
            var missing = new TreeMap<>(targets);
            missing.keySet().removeAll(values.keySet());
            var unknown = new TreeMap<>(values);
            unknown.keySet().removeAll(targets.keySet());
            throw new IllegalArgumentException("the tensors are not those of the network: missing %s, unknown %s"
                    .formatted(missing.keySet(), unknown.keySet()));
        }
        if (targets.isEmpty()) {
            return;
        }
        try (NDManager scope = script.manager().newSubManager()) {
            var sources = new ArrayList<NDArray>();
            var destinations = new ArrayList<NDArray>();
            targets.forEach((name, target) -> {
                NDArray value = HostTensors.toArray(scope, Objects.requireNonNull(values.get(name)));
                if (!value.getShape().equals(target.getShape())) {
                    throw new IllegalArgumentException(
                            "tensor %s has shape %s, got %s".formatted(name, target.getShape(), value.getShape()));
                }
                sources.add(value);
                destinations.add(target);
            });
            assign(destinations, sources);
        }
    }

    /** Overwrites the targets with the values in their order; the first value's manager gets to own one tensor more. */
    void assign(List<NDArray> targets, List<NDArray> values) {
        // The result belongs to the first argument's manager.
        var arguments = new NDList();
        arguments.addAll(Arguments.list("values", values));
        arguments.addAll(Arguments.list("targets", targets));
        script.call("assign", false, arguments).close();
    }

    @Override
    public void close() {
        script.close();
    }
}
