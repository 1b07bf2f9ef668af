package dev.limbeck.network;

import dev.limbeck.contract.artifact.Arithmetic;
import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.run.OptimizerSpec;
import dev.limbeck.contract.signature.Signature;
import java.nio.file.Path;

/** Opens networks. The one implementation runs TorchScript archives through DJL's PyTorch engine. */
public interface NetworkRuntime {
    /** What it computes with. Does not take the time to load the engine. */
    Arithmetic arithmetic();

    /**
     * Opens an artifact for inference.
     *
     * @param input what the run declares
     * @throws UnusableNetworkException when it cannot be loaded or does not fit the declared input and classes
     */
    InferenceNetwork open(Path networkFile, Signature input);

    /**
     * Opens a network with the weights of a checkpoint in the place of its own.
     *
     * @param weights safetensors file with every parameter and buffer of the network
     */
    InferenceNetwork open(Path networkFile, Path weights, Signature input);

    /**
     * Opens an artifact to be trained.
     *
     * @throws UnusableNetworkException also when it has no parameter to train
     */
    TrainableNetwork openTrainable(Path networkFile, Signature input, ObjectiveSpec objective, OptimizerSpec optimizer);

    /**
     * Writes a network with the weights of a checkpoint as one self-contained TorchScript file that any PyTorch loads.
     *
     * @param metadata goes inside, as {@link ArtifactMetadata#ENTRY}
     */
    void export(Path networkFile, Path weights, ArtifactMetadata metadata, Path target);

    /** What the file says of itself, or what can be found out by opening it, completed by the run's declaration. */
    ArtifactMetadata describe(Path networkFile, Signature input);
}
