package dev.limbeck.contract.artifact;

import static java.util.Objects.requireNonNull;

import dev.limbeck.contract.record.InputSignature;
import dev.limbeck.contract.record.Shape;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a network file says of itself. It travels inside the TorchScript archive as the extra file {@value #ENTRY}, so
 * that one file is a complete artifact.
 *
 * @param network what was built or brought, {@code builtin:cnn-8} for example
 * @param parameters number of trainable values
 * @param provenance where the weights come from: run, step, data set digest, accuracy …, for a reader
 */
public record ArtifactMetadata(
        String format,
        String network,
        Shape inputShape,
        int classes,
        Normalisation normalisation,
        long parameters,
        Map<String, String> provenance) {
    public static final String FORMAT = "limbeck.artifact/1";
    /** Name of the extra file inside the archive. */
    public static final String ENTRY = "limbeck.json";

    public ArtifactMetadata {
        if (!FORMAT.equals(format)) {
            throw new IllegalArgumentException("artifact format is " + format + ", known is " + FORMAT);
        }
        requireNonNull(network, "network");
        requireNonNull(inputShape, "inputShape");
        requireNonNull(normalisation, "normalisation");
        provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
    }

    public InputSignature signature() {
        return new InputSignature(inputShape, classes);
    }

    public ArtifactMetadata withProvenance(Map<String, String> newProvenance) {
        return new ArtifactMetadata(format, network, inputShape, classes, normalisation, parameters, newProvenance);
    }
}
