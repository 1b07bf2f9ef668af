package dev.limbeck.contract.run;

import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a run ends by itself.
 *
 * @param afterRecords records of the source topic, dead letters included, after which it drains; without it, it goes on
 *     until somebody drains or cancels it
 * @param patience checkpoints in a row of every student of the stream without a lower held-out loss, after which it
 *     drains: early stopping
 */
public record CompletionSpec(Optional<Long> afterRecords, Optional<Integer> patience) {
    public static final CompletionSpec NEVER = new CompletionSpec(Optional.empty(), Optional.empty());

    public CompletionSpec {
        afterRecords.ifPresent(records -> require(records >= 1, "afterRecords", records, "1 or more"));
        patience.ifPresent(checkpoints -> require(checkpoints >= 1, "patience", checkpoints, "1 or more"));
    }

    @JsonCreator
    static CompletionSpec of(
            @JsonProperty("afterRecords") @Nullable Long afterRecords,
            @JsonProperty("patience") @Nullable Integer patience) {
        return new CompletionSpec(Optional.ofNullable(afterRecords), Optional.ofNullable(patience));
    }
}
