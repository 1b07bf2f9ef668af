package dev.limbeck.contract.run;

import static dev.limbeck.contract.field.InvalidField.orElse;
import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How many unusable records a stage bears before it pauses and asks for somebody to look.
 *
 * @param maxShare of the newest records; 1 never pauses
 * @param window how many records that share is taken of
 */
public record DeadLetterSpec(double maxShare, int window) {
    public static final DeadLetterSpec DEFAULT = new DeadLetterSpec(0.5, 1000);

    public DeadLetterSpec {
        require(maxShare >= 0 && maxShare <= 1, "maxShare", maxShare, "0 to 1");
        require(window >= 1 && window <= 1_000_000, "window", window, "1 to 1000000");
    }

    @JsonCreator
    static DeadLetterSpec of(
            @JsonProperty("maxShare") @Nullable Double maxShare, @JsonProperty("window") @Nullable Integer window) {
        return new DeadLetterSpec(orElse(maxShare, DEFAULT.maxShare), orElse(window, DEFAULT.window));
    }
}
