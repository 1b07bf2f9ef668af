package dev.limbeck.network;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.Tensor;
import java.util.List;

/** A network that only looks: inputs in, logits out. For one thread at a time. */
public interface InferenceNetwork extends AutoCloseable {
    ArtifactMetadata metadata();

    /**
     * The logits of each input, in order.
     *
     * @param inputs at least one, all of the network's input shape and of one element type, not normalised
     * @throws NetworkRaisedException when it raises an error on them; {@link Answer} finds out on which
     */
    List<Output> outputs(List<Tensor> inputs);

    @Override
    void close();
}
