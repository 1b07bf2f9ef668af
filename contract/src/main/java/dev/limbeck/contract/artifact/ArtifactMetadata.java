package dev.limbeck.contract.artifact;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a network file says of itself. It travels inside the TorchScript archive as the extra file {@value #ENTRY}, so
 * that one file is a complete artifact.
 *
 * @param network what was built or brought, {@code builtin:cnn-8} for example
 * @param signature what it takes and gives
 * @param parameters number of trainable values
 * @param provenance where the weights come from: run, step, data set digest, accuracy …, for a reader
 */
public record ArtifactMetadata(String network, Signature signature, long parameters, Map<String, String> provenance) {
    /** Name of the extra file inside the archive. */
    public static final String ENTRY = "limbeck.json";

    private static final String OF_CLASSES = "limbeck.artifact/1";

    public ArtifactMetadata {
        requireNonNull(network, "network");
        requireNonNull(signature, "signature");
        provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
    }

    @JsonCreator
    static ArtifactMetadata of(
            @JsonProperty("format") @Nullable String format,
            @JsonProperty("network") String network,
            @JsonProperty("inputShape") Shape inputShape,
            @JsonProperty("classes") int classes,
            @JsonProperty("normalisation") Normalisation normalisation,
            @JsonProperty("parameters") long parameters,
            @JsonProperty("provenance") Map<String, String> provenance) {
        if (!OF_CLASSES.equals(format)) {
            throw new IllegalArgumentException("artifact format is %s, known is %s".formatted(format, OF_CLASSES));
        }
        return new ArtifactMetadata(
                network, Signature.ofClasses(inputShape, classes, normalisation), parameters, provenance);
    }

    @JsonValue
    OfClasses written() {
        var input = signature.only();
        return new OfClasses(
                OF_CLASSES,
                network,
                input.shape(),
                signature.task().width(),
                input.normalisation(),
                parameters,
                provenance);
    }

    /** The form of a network of one input and of classes. */
    record OfClasses(
            String format,
            String network,
            Shape inputShape,
            int classes,
            Normalisation normalisation,
            long parameters,
            Map<String, String> provenance) {}

    public ArtifactMetadata withProvenance(Map<String, String> newProvenance) {
        return new ArtifactMetadata(network, signature, parameters, newProvenance);
    }
}
