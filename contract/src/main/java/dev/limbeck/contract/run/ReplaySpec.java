package dev.limbeck.contract.run;

import static dev.limbeck.contract.field.InvalidField.orElse;
import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Earlier examples that a student sees again, against forgetting.
 *
 * @param capacity examples that are kept, evenly over the classes; 0 keeps none
 * @param share of earlier examples in what a step learns from
 */
public record ReplaySpec(int capacity, double share) {
    public static final ReplaySpec NONE = new ReplaySpec(0, 0);

    private static final double USUAL_SHARE = 0.25;

    public ReplaySpec {
        require(capacity >= 0 && capacity <= 1_000_000, "capacity", capacity, "0 to 1000000");
        require(share >= 0 && share <= 0.9, "share", share, "0 to 0.9");
        require(capacity > 0 == share > 0, "share", share, "above 0 with a capacity above 0, and only then");
    }

    @JsonCreator
    static ReplaySpec of(
            @JsonProperty("capacity") @Nullable Integer capacity, @JsonProperty("share") @Nullable Double share) {
        int kept = orElse(capacity, 0);
        return new ReplaySpec(kept, orElse(share, kept > 0 ? USUAL_SHARE : 0));
    }
}
