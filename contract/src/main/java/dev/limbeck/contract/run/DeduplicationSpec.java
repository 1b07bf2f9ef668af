package dev.limbeck.contract.run;

import static dev.limbeck.contract.field.InvalidField.orElse;
import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How far back a student recognises a record it has had before.
 *
 * @param window offsets of a partition; 0 recognises none. The window is part of every checkpoint, 24 bytes a record.
 */
public record DeduplicationSpec(int window) {
    public static final DeduplicationSpec DEFAULT = new DeduplicationSpec(2_000);

    public DeduplicationSpec {
        require(window >= 0 && window <= 1_000_000, "window", window, "0 to 1000000");
    }

    @JsonCreator
    static DeduplicationSpec of(@JsonProperty("window") @Nullable Integer window) {
        return new DeduplicationSpec(orElse(window, DEFAULT.window));
    }
}
