package dev.limbeck.teacher.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limbeck.contract.configuration.ConfigurationDigest;
import dev.limbeck.contract.run.DatasetSpec;
import dev.limbeck.contract.run.TeacherSpec;
import dev.limbeck.contract.signature.DeclaredSignature;
import dev.limbeck.contract.signature.HasSignature;
import dev.limbeck.contract.signature.InputDeclaration;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.contract.task.Task;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A declaration as a digest. Files count with their content, not with their path: moved data is the same data. */
final class Declaration {
    private Declaration() {}

    /** @param train with the digest of its examples in the place of their path */
    record ToTrain(String network, Signature signature, TeacherSpec.Train train) implements HasSignature {
        @JsonCreator
        static ToTrain of(
                @JsonProperty("network") String network,
                @JsonProperty("input") DeclaredSignature.@Nullable Only input,
                @JsonProperty("inputs") @Nullable SortedMap<String, InputDeclaration> inputs,
                @JsonProperty("task") @Nullable Task task,
                @JsonProperty("train") TeacherSpec.Train train) {
            return new ToTrain(network, new DeclaredSignature(input, inputs, task).signature(), train);
        }
    }

    record ToBring(String networkDigest, Optional<String> version, Signature signature, Optional<String> measuredOn)
            implements HasSignature {
        @JsonCreator
        static ToBring of(
                @JsonProperty("networkDigest") String networkDigest,
                @JsonProperty("version") Optional<String> version,
                @JsonProperty("input") DeclaredSignature.@Nullable Only input,
                @JsonProperty("inputs") @Nullable SortedMap<String, InputDeclaration> inputs,
                @JsonProperty("task") @Nullable Task task,
                @JsonProperty("measuredOn") Optional<String> measuredOn) {
            return new ToBring(
                    networkDigest, version, new DeclaredSignature(input, inputs, task).signature(), measuredOn);
        }
    }

    /** @param network the name of a built-in one, or the digest of a file */
    static ConfigurationDigest toTrain(
            String network, Signature input, String trainingDigest, TeacherSpec.Train train) {
        var declared = new ToTrain(network, input, train.on(new DatasetSpec(DatasetSpec.IDX, Path.of(trainingDigest))));
        return ConfigurationDigest.of(declared, FirstDeclaration.ToTrain.of(declared, trainingDigest));
    }

    /** @param measuredOn digest of the labelled set its accuracy is from, where there is one */
    static ConfigurationDigest toBring(
            String networkDigest, Optional<String> version, Signature input, Optional<String> measuredOn) {
        var declared = new ToBring(networkDigest, version, input, measuredOn);
        return ConfigurationDigest.of(declared, FirstDeclaration.ToBring.of(declared));
    }
}
