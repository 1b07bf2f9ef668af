package dev.limbeck.contract.run;

import static dev.limbeck.contract.field.InvalidField.orElse;
import static dev.limbeck.contract.field.InvalidField.present;
import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One student of a run.
 *
 * @param network {@code builtin:…} or the path of a TorchScript file
 * @param seed of the initial weights and of every step's random state
 */
public record StudentSpec(
        String name,
        String network,
        ObjectiveSpec objective,
        OptimizerSpec optimizer,
        LearnsFrom learnsFrom,
        ReplaySpec replay,
        long seed) {

    /** Scores and consumer groups are known by these names. */
    private static final Set<String> RESERVED = Set.of("teacher", "evaluator", "watch");

    /** Which topic a student's examples come from. */
    public enum LearnsFrom implements Choice {
        /** The labelled production stream. */
        STREAM,
        /** The teacher's own labelled data set: what a team without a teacher would have. */
        LABELLED
    }

    public StudentSpec {
        Names.require("name", name);
        require(
                !RESERVED.contains(name),
                "name",
                name,
                "any name but those of other stages: teacher, evaluator, watch");
        require(!network.isBlank(), "network", network, "builtin:… or a file");
    }

    @JsonCreator
    static StudentSpec of(
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("network") @Nullable String network,
            @JsonProperty("objective") @Nullable ObjectiveSpec objective,
            @JsonProperty("optimizer") @Nullable OptimizerSpec optimizer,
            @JsonProperty("learnsFrom") @Nullable String learnsFrom,
            @JsonProperty("replay") @Nullable ReplaySpec replay,
            @JsonProperty("seed") @Nullable Long seed) {
        return new StudentSpec(
                present(name, "name", Names.ALLOWED),
                present(network, "network", "builtin:… or a file"),
                orElse(objective, ObjectiveSpec.DEFAULT),
                orElse(optimizer, OptimizerSpec.DEFAULT),
                Choice.of(LearnsFrom.class, "learnsFrom", learnsFrom, LearnsFrom.STREAM),
                orElse(replay, ReplaySpec.NONE),
                orElse(seed, 1L));
    }

    /** Whether this is a no-teacher arm: trained on hard labels only. */
    @JsonIgnore
    public boolean isControl() {
        return objective.softTargetWeight() == 0;
    }
}
