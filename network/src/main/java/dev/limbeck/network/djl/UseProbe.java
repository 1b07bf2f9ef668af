package dev.limbeck.network.djl;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.task.Task;
import dev.limbeck.network.UnsoundNetworkException;
import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.network.torchscript.ExportAdvice;
import dev.limbeck.network.torchscript.TorchScriptArchive;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Tries a network as it will be used: whether it turns declared inputs into as many numbers as its task has, and gives each
 * record the same ones in a batch that it gives it alone, whatever the lengths of the others. A single record takes other code in PyTorch than a batch does, and
 * there are machines on which one of the two is wrong.
 */
final class UseProbe {
    private final ScriptedNetwork network;
    private final TorchScriptArchive archive;
    private final ArtifactMetadata metadata;
    private final Task task;

    UseProbe(ScriptedNetwork network, TorchScriptArchive archive, ArtifactMetadata metadata) {
        this.network = network;
        this.archive = archive;
        this.metadata = metadata;
        this.task = metadata.signature().task();
    }

    /**
     * The inputs it was tried with.
     *
     * @throws UnusableNetworkException when it does not take them, or gives something else than its task has
     * @throws UnsoundNetworkException when what it gives a record depends on the batch
     * @throws dev.limbeck.network.EngineFaultException when they are finite alone and not in a batch
     */
    List<Inputs> require() {
        int most = 8 << 20;
        int values = ProbeInputs.values(metadata.signature());
        if (values > most) {
            throw new UnusableNetworkException(
                    "takes inputs of %d values, more than the %d that a record has room for".formatted(values, most));
        }
        network.script().trainingMode(false);
        List<Inputs> inputs = accepted(new ProbeInputs(metadata.signature()));
        compare(outputs(inputs), inputs);
        return inputs;
    }

    /** The first of the sets that PyTorch does not refuse. */
    private List<Inputs> accepted(ProbeInputs probes) {
        EngineException refusal = null;
        for (List<Inputs> inputs : (Iterable<List<Inputs>>) probes.sets()::iterator) {
            try {
                outputs(inputs);
                return inputs;
            } catch (EngineException refused) {
                refusal = refused;
            }
        }
        throw refusal(Objects.requireNonNull(refusal), probes.zeros().subList(0, 1));
    }

    private UnusableNetworkException refusal(EngineException refused, List<Inputs> one) {
        try {
            outputs(one);
        } catch (EngineException | UnusableNetworkException alone) {
            return Refusals.byPyTorch(refused, archive, metadata);
        }
        return Refusals.byPyTorch(refused, ExportAdvice.onOneAtATime(), metadata);
    }

    private List<Output> outputs(List<Inputs> inputs) {
        return network.withLogits(inputs, given -> {
            requireForm(given, inputs.size());
            return HostTensors.rows(given);
        });
    }

    private void requireForm(NDArray given, int inputs) {
        var needed = new Shape(inputs, task.width());
        if (!given.getShape().equals(needed)) {
            throw new UnusableNetworkException(
                    "gives an output of shape %s for %d inputs, needed are %ss of shape %s; the run declares %s"
                            .formatted(given.getShape(), inputs, task.noun(), needed, task.outputs()));
        }
        if (given.getDataType() != DataType.FLOAT32) {
            throw new UnusableNetworkException("gives %ss of type %s, needed is float32; end its forward with .float()"
                    .formatted(task.noun(), given.getDataType()));
        }
    }

    private void compare(List<Output> together, List<Inputs> inputs) {
        var alone = new ArrayList<Output>();
        try {
            for (Inputs input : inputs) {
                alone.addAll(outputs(List.of(input)));
            }
        } catch (EngineException refused) { // one that took them together
            throw Refusals.byPyTorch(refused, archive, metadata);
        }
        if (alone.stream().allMatch(Agreement::hasNaN)) {
            throw new UnusableNetworkException(
                    "gives NaN for each of %d ordinary inputs, such as %s: its weights are damaged, or its normalisation is"
                            .formatted(inputs.size(), alone.get(0)));
        }
        if (archive.drawsRandomNumbers() && !outputs(inputs.subList(0, 1)).equals(alone.subList(0, 1))) {
            return; // It draws in use, too: nothing it gives can be compared.
        }
        for (int i = 0; i < inputs.size(); i++) {
            if (alone.get(i).isFinite() && !together.get(i).isFinite()) {
                throw Refusals.engineFault(task.noun() + "s", together.get(i), inputs.size(), alone.get(i));
            }
            requireEqual(together.get(i), alone.get(i), inputs.size());
        }
    }

    private void requireEqual(Output together, Output alone, int batch) {
        int worst = Agreement.worst(together, alone);
        double allowed = Agreement.allowedLogit(alone);
        if (!Agreement.within(together.get(worst), alone.get(worst), allowed)) {
            throw new UnsoundNetworkException(
                    "gives a record other %ss in a batch of %d than alone: %s and %s as number %d of %d, allowed is a difference of %s; either it mixes the records of a batch, %sor PyTorch computes wrongly on this machine"
                            .formatted(
                                    task.noun(),
                                    batch,
                                    together.get(worst),
                                    alone.get(worst),
                                    worst + 1,
                                    alone.size(),
                                    (float) allowed,
                                    network.program().call().takesMask()
                                            ? "or looks beyond what its mask says is there, "
                                            : ""));
        }
    }
}
