package dev.limbeck.network.djl;

import ai.djl.engine.EngineException;
import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import dev.limbeck.network.InferenceNetwork;
import dev.limbeck.network.NetworkRaisedException;
import dev.limbeck.network.torchscript.PyTorchReason;
import java.util.List;

final class DjlInferenceNetwork implements InferenceNetwork {
    private final ScriptedNetwork network;
    private final ArtifactMetadata metadata;

    DjlInferenceNetwork(ScriptedNetwork network, ArtifactMetadata metadata) {
        this.network = network;
        this.metadata = metadata;
        network.script().trainingMode(false);
    }

    @Override
    public ArtifactMetadata metadata() {
        return metadata;
    }

    @Override
    public List<Output> outputs(List<Inputs> inputs) {
        try {
            return network.outputs(inputs);
        } catch (EngineException raised) {
            throw new NetworkRaisedException(PyTorchReason.of(raised), raised);
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
