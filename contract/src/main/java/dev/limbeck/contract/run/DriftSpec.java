package dev.limbeck.contract.run;

import static dev.limbeck.contract.field.InvalidField.orElse;
import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Change of the stream.
 *
 * @param delta probability of ever taking chance for a change, of all detectors of a watch together and over the whole stream
 * @param action what follows from it
 * @param learningRateFactor of {@link Action#RAISE_LEARNING_RATE}
 * @param cooldown examples looked at after a drift before another one has a consequence
 */
public record DriftSpec(double delta, Action action, double learningRateFactor, long cooldown) {
    public static final DriftSpec DEFAULT = new DriftSpec(0.002, Action.NOTIFY, 3, 2000);

    /** What follows from drift. */
    public enum Action implements Choice {
        /** The next generation begins, with the same teacher, on what comes from now on. */
        REDISTIL,
        /** The students of the stream take larger steps. */
        RAISE_LEARNING_RATE,
        /** A line of the run's history. */
        NOTIFY
    }

    public DriftSpec {
        require(delta > 0 && delta <= 0.5, "delta", delta, "above 0, at most 0.5");
        require(
                learningRateFactor > 1 && learningRateFactor <= 100,
                "learningRateFactor",
                learningRateFactor,
                "above 1, at most 100");
        require(cooldown >= 0, "cooldown", cooldown, "0 or more");
    }

    @JsonCreator
    static DriftSpec of(
            @JsonProperty("delta") @Nullable Double delta,
            @JsonProperty("action") @Nullable String action,
            @JsonProperty("learningRateFactor") @Nullable Double learningRateFactor,
            @JsonProperty("cooldown") @Nullable Long cooldown) {
        return new DriftSpec(
                orElse(delta, DEFAULT.delta),
                Choice.of(Action.class, "action", action, DEFAULT.action),
                orElse(learningRateFactor, DEFAULT.learningRateFactor),
                orElse(cooldown, DEFAULT.cooldown));
    }
}
