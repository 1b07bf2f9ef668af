package dev.limbeck.contract.run;

import static dev.limbeck.contract.field.InvalidField.orElse;
import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What is watched on the live stream of labelled examples, and what follows from it.
 *
 * @param share of the examples that is looked at, chosen by record id; 0 watches nothing
 * @param window newest examples looked at that a figure is over
 */
public record WatchSpec(
        double share, int window, DriftSpec drift, ChampionWatchSpec champion, TeacherGuardSpec teacher) {
    public static final WatchSpec DEFAULT =
            new WatchSpec(0.25, 1000, DriftSpec.DEFAULT, ChampionWatchSpec.DEFAULT, TeacherGuardSpec.DEFAULT);

    public WatchSpec {
        require(share >= 0 && share <= 1, "share", share, "0 to 1");
        require(window >= 50 && window <= 100_000, "window", window, "50 to 100000");
    }

    @JsonCreator
    static WatchSpec of(
            @JsonProperty("share") @Nullable Double share,
            @JsonProperty("window") @Nullable Integer window,
            @JsonProperty("drift") @Nullable DriftSpec drift,
            @JsonProperty("champion") @Nullable ChampionWatchSpec champion,
            @JsonProperty("teacher") @Nullable TeacherGuardSpec teacher) {
        return new WatchSpec(
                orElse(share, DEFAULT.share),
                orElse(window, DEFAULT.window),
                orElse(drift, DEFAULT.drift),
                orElse(champion, DEFAULT.champion),
                orElse(teacher, DEFAULT.teacher));
    }
}
