package dev.limbeck.network.djl;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * A network's buffers as they were before a step. The step puts back what its forward pass has changed, unless the network
 * raises an error amid it.
 */
final class SavedBuffers {
    private final ScriptedNetwork network;
    private final List<NDArray> saved;

    SavedBuffers(ScriptedNetwork network) {
        this.network = network;
        this.saved = network.buffers().stream().map(NDArray::duplicate).toList();
    }

    void save() {
        if (!saved.isEmpty()) {
            network.assign(saved, network.buffers());
        }
    }

    void putBack() {
        if (!saved.isEmpty()) {
            network.assign(network.buffers(), saved);
        }
    }
}
