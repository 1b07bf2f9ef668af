package dev.limbeck.contract.run;

import static dev.limbeck.contract.field.InvalidField.present;
import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** A distillation run as its owner declares it, in the form of a Kubernetes resource. */
public record DistillationRun(String apiVersion, String kind, Metadata metadata, RunSpec spec) {
    public static final String API_VERSION = "limbeck.dev/v1alpha1";
    public static final String KIND = "DistillationRun";

    /** @param name of the run: part of topic names and paths */
    public record Metadata(String name) {
        @JsonCreator
        static Metadata of(@JsonProperty("name") @Nullable String name) {
            return new Metadata(Names.require("name", present(name, "name", Names.ALLOWED)));
        }
    }

    @JsonCreator
    static DistillationRun of(
            @JsonProperty("apiVersion") @Nullable String apiVersion,
            @JsonProperty("kind") @Nullable String kind,
            @JsonProperty("metadata") @Nullable Metadata metadata,
            @JsonProperty("spec") @Nullable RunSpec spec) {
        require(API_VERSION.equals(apiVersion), "apiVersion", apiVersion, API_VERSION);
        require(KIND.equals(kind), "kind", kind, KIND);
        return new DistillationRun(
                API_VERSION,
                KIND,
                present(metadata, "metadata", "{name: …}"),
                present(spec, "spec", "the run's settings"));
    }

    public String name() {
        return metadata.name();
    }
}
