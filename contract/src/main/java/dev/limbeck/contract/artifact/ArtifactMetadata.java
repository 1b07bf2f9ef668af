package dev.limbeck.contract.artifact;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.signature.InputDeclaration;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.contract.task.Task;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a network file says of itself. It travels inside the TorchScript archive as the extra file {@value #ENTRY}, so
 * that one file is a complete artifact. It is written in the first form that has room for all there is to say.
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
    private static final String OF_ANY_SIGNATURE = "limbeck.artifact/2";

    public ArtifactMetadata {
        requireNonNull(network, "network");
        requireNonNull(signature, "signature");
        provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
    }

    @JsonCreator
    static ArtifactMetadata of(
            @JsonProperty("format") @Nullable String format,
            @JsonProperty("network") String network,
            @JsonProperty("inputShape") @Nullable Shape inputShape,
            @JsonProperty("classes") @Nullable Integer classes,
            @JsonProperty("normalisation") @Nullable Normalisation normalisation,
            @JsonProperty("inputs") @Nullable SortedMap<String, InputDeclaration> inputs,
            @JsonProperty("task") @Nullable Task task,
            @JsonProperty("parameters") long parameters,
            @JsonProperty("provenance") Map<String, String> provenance) {
        return new ArtifactMetadata(
                network,
                switch (format == null ? "none" : format) {
                    case OF_CLASSES ->
                        Signature.ofClasses(
                                present(inputShape, "inputShape"),
                                present(classes, "classes"),
                                present(normalisation, "normalisation"));
                    case OF_ANY_SIGNATURE -> new Signature(present(inputs, "inputs"), present(task, "task"));
                    default ->
                        throw new IllegalArgumentException("artifact format is %s, known are %s and %s"
                                .formatted(format, OF_CLASSES, OF_ANY_SIGNATURE));
                },
                parameters,
                provenance);
    }

    private static <T> T present(@Nullable T value, String key) {
        if (value == null) {
            throw new IllegalArgumentException("it has no " + key);
        }
        return value;
    }

    @JsonValue
    Object written() {
        return signature.isOfClassesAlone() ? ofClasses() : ofAnySignature();
    }

    private OfClasses ofClasses() {
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

    private OfAnySignature ofAnySignature() {
        return new OfAnySignature(
                OF_ANY_SIGNATURE, network, signature.inputs(), signature.task(), parameters, provenance);
    }

    /** The form of a network of one input without a name or a type, and of classes. */
    record OfClasses(
            String format,
            String network,
            Shape inputShape,
            int classes,
            Normalisation normalisation,
            long parameters,
            Map<String, String> provenance) {}

    /** The form of any other. */
    record OfAnySignature(
            String format,
            String network,
            SortedMap<String, InputDeclaration> inputs,
            Task task,
            long parameters,
            Map<String, String> provenance) {}

    public ArtifactMetadata withProvenance(Map<String, String> newProvenance) {
        return new ArtifactMetadata(network, signature, parameters, newProvenance);
    }
}
