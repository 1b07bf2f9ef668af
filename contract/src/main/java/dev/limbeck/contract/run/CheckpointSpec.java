package dev.limbeck.contract.run;

import static dev.limbeck.contract.field.InvalidField.orElse;
import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a student writes a checkpoint: after so many steps, after so long, or when it has trained all there is and the
 * stream has been quiet for a while.
 *
 * @param keep how many of the newest to keep
 */
public record CheckpointSpec(long everySteps, Duration everyTime, Duration whenIdle, int keep) {
    public static final CheckpointSpec DEFAULT =
            new CheckpointSpec(300, Duration.ofSeconds(60), Duration.ofSeconds(3), 10);

    public CheckpointSpec {
        require(everySteps >= 1, "everySteps", everySteps, "1 or more");
        require(!everyTime.isNegative() && !everyTime.isZero(), "everyTime", everyTime, "above 0");
        require(!whenIdle.isNegative() && !whenIdle.isZero(), "whenIdle", whenIdle, "above 0");
        require(keep >= 2 && keep <= 10_000, "keep", keep, "2 to 10000");
    }

    @JsonCreator
    static CheckpointSpec of(
            @JsonProperty("everySteps") @Nullable Long everySteps,
            @JsonProperty("everyTime") @Nullable Duration everyTime,
            @JsonProperty("whenIdle") @Nullable Duration whenIdle,
            @JsonProperty("keep") @Nullable Integer keep) {
        return new CheckpointSpec(
                orElse(everySteps, DEFAULT.everySteps),
                orElse(everyTime, DEFAULT.everyTime),
                orElse(whenIdle, DEFAULT.whenIdle),
                orElse(keep, DEFAULT.keep));
    }
}
