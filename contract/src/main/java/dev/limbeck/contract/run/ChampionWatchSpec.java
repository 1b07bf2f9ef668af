package dev.limbeck.contract.run;

import static dev.limbeck.contract.field.InvalidField.orElse;
import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The champion at work.
 *
 * @param alpha probability of taking a champion that holds what it promised for one that fell
 */
public record ChampionWatchSpec(double alpha, Action action) {
    public static final ChampionWatchSpec DEFAULT = new ChampionWatchSpec(0.01, Action.ROLL_BACK);

    /** What follows from a champion that falls. */
    public enum Action implements Choice {
        /** The champion before it is champion again, where it does better on the same examples. */
        ROLL_BACK,
        /** A line of the run's history. */
        NOTIFY
    }

    public ChampionWatchSpec {
        require(alpha > 0 && alpha <= 0.5, "alpha", alpha, "above 0, at most 0.5");
    }

    @JsonCreator
    static ChampionWatchSpec of(
            @JsonProperty("alpha") @Nullable Double alpha, @JsonProperty("action") @Nullable String action) {
        return new ChampionWatchSpec(
                orElse(alpha, DEFAULT.alpha), Choice.of(Action.class, "action", action, DEFAULT.action));
    }
}
