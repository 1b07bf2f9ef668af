package dev.limbeck.contract.signature;

import static dev.limbeck.contract.field.InvalidField.present;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A normalisation as it is declared: each of its lists has to be there, whole. */
record DeclaredNormalisation(Normalisation normalisation) {
    @JsonCreator
    static DeclaredNormalisation of(
            @JsonProperty("mean") @Nullable List<@Nullable Double> mean,
            @JsonProperty("std") @Nullable List<@Nullable Double> std) {
        return new DeclaredNormalisation(new Normalisation(numbers(mean, "mean"), numbers(std, "std")));
    }

    private static List<Double> numbers(@Nullable List<@Nullable Double> declared, String field) {
        String allowed = "a list of numbers: one for all, or one a channel";
        return present(declared, field, allowed).stream()
                .map(number -> present(number, field, allowed))
                .toList();
    }
}
