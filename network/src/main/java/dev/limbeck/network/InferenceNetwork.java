package dev.limbeck.network;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import java.util.List;

/** A network that only looks: inputs in, outputs out. For one thread at a time. */
public interface InferenceNetwork extends AutoCloseable {
    ArtifactMetadata metadata();

    /**
     * What it says of each record, in order.
     *
     * @param inputs of at least one record, all as the network's signature declares them, not normalised
     * @throws NetworkRaisedException when it raises an error on them; {@link Answer} finds out on which
     */
    List<Output> outputs(List<Inputs> inputs);

    @Override
    void close();
}
