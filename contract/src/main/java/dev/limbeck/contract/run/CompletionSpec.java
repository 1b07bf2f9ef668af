package dev.limbeck.contract.run;

import static dev.limbeck.contract.run.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a run ends by itself.
 *
 * @param afterRecords records of the source topic, dead letters included, after which it drains; without it, it goes on
 *     until somebody drains or cancels it
 */
public record CompletionSpec(Optional<Long> afterRecords) {
    public static final CompletionSpec NEVER = new CompletionSpec(Optional.empty());

    public CompletionSpec {
        afterRecords.ifPresent(records -> require(records >= 1, "afterRecords", records, "1 or more"));
    }

    @JsonCreator
    static CompletionSpec of(@JsonProperty("afterRecords") @Nullable Long afterRecords) {
        return new CompletionSpec(Optional.ofNullable(afterRecords));
    }
}
