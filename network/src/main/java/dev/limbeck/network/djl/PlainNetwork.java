package dev.limbeck.network.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.limbeck.network.safetensors.HostTensor;
import dev.limbeck.network.torchscript.TorchScriptArchive;
import java.io.OutputStream;
import java.util.SortedMap;

/** A network without the training step around it, as it is handed to others. */
final class PlainNetwork implements AutoCloseable {
    private final LoadedScript script;

    private PlainNetwork(LoadedScript script) {
        this.script = script;
    }

    static PlainNetwork load(TorchScriptArchive archive) {
        return new PlainNetwork(LoadedScript.load(archive, true));
    }

    long parameterCount() {
        return script.tensors().stream()
                .filter(NDArray::hasGradient)
                .mapToLong(NDArray::size)
                .sum();
    }

    /** @throws IllegalArgumentException when a tensor of the network is not among the values */
    void assign(SortedMap<String, HostTensor> values) {
        for (NDArray tensor : script.tensors()) {
            HostTensor value = values.get(tensor.getName());
            if (value == null) {
                throw new IllegalArgumentException("the weights have no " + tensor.getName());
            }
            try (NDManager scope = script.manager().newSubManager()) {
                tensor.setRequiresGradient(false);
                HostTensors.toArray(scope, value).copyTo(tensor);
            }
        }
    }

    /** Saves it ready for use: batch statistics and dropout as in inference. */
    void save(OutputStream out) {
        script.trainingMode(false);
        script.save(out);
    }

    @Override
    public void close() {
        script.close();
    }
}
