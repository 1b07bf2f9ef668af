package dev.limbeck.contract.run;

import static dev.limbeck.contract.run.InvalidField.present;
import static dev.limbeck.contract.run.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limbeck.contract.artifact.Normalisation;
import dev.limbeck.contract.record.InputSignature;
import dev.limbeck.contract.record.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every record of the run must look like.
 *
 * @param normalisation applied before built-in networks; a brought artifact's own metadata wins over it
 */
public record InputSpec(Shape shape, int classes, Normalisation normalisation) {
    public InputSpec {
        require(classes >= 2 && classes <= 100_000, "classes", classes, "2 to 100000");
        int numbers = normalisation.mean().size();
        require(
                numbers == 1 || numbers == shape.dimensions().get(0),
                "normalisation",
                numbers + " means",
                "1, or one a channel: " + shape.dimensions().get(0));
    }

    @JsonCreator
    static InputSpec of(
            @JsonProperty("shape") @Nullable Shape shape,
            @JsonProperty("classes") @Nullable Integer classes,
            @JsonProperty("normalisation") @Nullable NormalisationSpec normalisation) {
        return new InputSpec(
                present(shape, "shape", "a list of dimensions, [1, 28, 28] for example"),
                present(classes, "classes", "2 to 100000"),
                present(normalisation, "normalisation", "{mean: [0], std: [255]} for example")
                        .normalisation());
    }

    /** A normalisation as it is declared: each of its lists has to be there, whole. */
    record NormalisationSpec(Normalisation normalisation) {
        @JsonCreator
        static NormalisationSpec of(
                @JsonProperty("mean") @Nullable List<@Nullable Double> mean,
                @JsonProperty("std") @Nullable List<@Nullable Double> std) {
            return new NormalisationSpec(new Normalisation(numbers(mean, "mean"), numbers(std, "std")));
        }

        private static List<Double> numbers(@Nullable List<@Nullable Double> declared, String field) {
            String allowed = "a list of numbers: one for all, or one a channel";
            return present(declared, field, allowed).stream()
                    .map(number -> present(number, field, allowed))
                    .toList();
        }
    }

    public InputSignature signature() {
        return new InputSignature(shape, classes);
    }
}
