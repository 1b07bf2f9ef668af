package dev.limbeck.contract.signature;

import static dev.limbeck.contract.field.InvalidField.present;
import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.task.Classification;
import dev.limbeck.contract.task.Task;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A signature as a declaration says it: one {@code input}, or {@code inputs} by name. The number of classes may stand in
 * the one input, as it did when there was no other task. It is always written as short as it can be said: digests of what
 * was declared then depend on that.
 */
public record DeclaredSignature(
        @Nullable Only input,
        @Nullable SortedMap<String, InputDeclaration> inputs,
        @Nullable Task task) {
    private static final String INPUT_ALLOWED = "{shape: […], normalisation: …}, or inputs by name";
    private static final String TASK_ALLOWED = "{kind: …}, kinds are " + String.join(", ", Task.kinds());

    /** The one input, with the number of classes where it stands there. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Only(Shape shape, @Nullable Integer classes, Normalisation normalisation) {
        @JsonCreator
        static Only of(
                @JsonProperty("shape") @Nullable DeclaredShape shape,
                @JsonProperty("classes") @Nullable Integer classes,
                @JsonProperty("normalisation") @Nullable DeclaredNormalisation normalisation) {
            var declaredShape = present(shape, "shape", InputDeclaration.SHAPE_ALLOWED);
            require(
                    declaredShape.varying().isEmpty(),
                    "shape",
                    declaredShape,
                    "whole numbers; what varies is declared in inputs, by its name");
            var declared = new InputDeclaration(
                    declaredShape.largest(),
                    present(normalisation, "normalisation", "{mean: [0], std: [255]} for example")
                            .normalisation());
            if (classes != null) {
                new Classification(classes); // so that it is refused here, by its path
            }
            return new Only(declared.shape(), classes, declared.normalisation());
        }
    }

    public static DeclaredSignature of(Signature signature) {
        var only = signature.withoutName();
        if (only.isEmpty()) {
            return new DeclaredSignature(null, signature.inputs(), signature.task());
        }
        var classes = signature.task().asClasses();
        return new DeclaredSignature(
                new Only(only.get().shape(), classes.orElse(null), only.get().normalisation()),
                null,
                classes.isPresent() ? null : signature.task());
    }

    /** @throws dev.limbeck.contract.field.InvalidField when it is said in part, or twice */
    public Signature signature() {
        if (inputs != null) {
            require(input == null, "inputs", "there beside input", "one of the two");
            inputs.forEach(DeclaredSignature::requireWhole);
            return new Signature(inputs, task(null));
        }
        var only = present(input, "input", INPUT_ALLOWED);
        return Signature.of(new InputDeclaration(only.shape(), only.normalisation()), task(only.classes()));
    }

    private static void requireWhole(String name, @Nullable InputDeclaration input) {
        present(input, "inputs." + name, InputDeclaration.ALLOWED);
    }

    private Task task(@Nullable Integer classes) {
        if (classes == null) {
            return present(task, "task", TASK_ALLOWED);
        }
        require(task == null, "input.classes", classes + ", beside a task", "one of the two");
        return new Classification(classes);
    }
}
