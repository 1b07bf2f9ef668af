package dev.limbeck.contract.run;

import static dev.limbeck.contract.field.InvalidField.orElse;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limbeck.contract.configuration.ConfigurationDigest;
import dev.limbeck.contract.signature.DeclaredSignature;
import dev.limbeck.contract.signature.HasSignature;
import dev.limbeck.contract.signature.InputDeclaration;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.contract.task.Task;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** All of a run's declaration that decides which records a student is trained on, and how. */
public record StudentDeclaration(
        StudentSpec student, Signature signature, double heldOutFraction, DeduplicationSpec deduplication)
        implements HasSignature {

    /** The defaults are those of the run: what a run need not say, a student need not. */
    @JsonCreator
    static StudentDeclaration of(
            @JsonProperty("student") StudentSpec student,
            @JsonProperty("input") DeclaredSignature.@Nullable Only input,
            @JsonProperty("inputs") @Nullable SortedMap<String, InputDeclaration> inputs,
            @JsonProperty("task") @Nullable Task task,
            @JsonProperty("heldOutFraction") @Nullable Double heldOutFraction,
            @JsonProperty("deduplication") @Nullable DeduplicationSpec deduplication) {
        return new StudentDeclaration(
                student,
                new DeclaredSignature(input, inputs, task).signature(),
                orElse(heldOutFraction, EvaluationSpec.HeldOut.DEFAULT.fraction()),
                orElse(deduplication, DeduplicationSpec.DEFAULT));
    }

    public static StudentDeclaration of(RunSpec run, StudentSpec student) {
        return new StudentDeclaration(
                student, run.signature(), run.evaluation().heldOut().fraction(), run.deduplication());
    }

    public ConfigurationDigest digest() {
        return ConfigurationDigest.of(this, asFirst());
    }

    /** As far as it could be said when digests were first taken. */
    public Optional<FirstForms.Declared> asFirst() {
        return FirstForms.Declared.of(this);
    }
}
