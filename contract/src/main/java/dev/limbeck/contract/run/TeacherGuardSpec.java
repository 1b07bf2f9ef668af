package dev.limbeck.contract.run;

import static dev.limbeck.contract.field.InvalidField.orElse;
import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The teacher itself, where records have hard labels.
 *
 * @param maxAccuracyDrop by how much its accuracy on recent records may lie below its held-out accuracy
 * @param alpha probability of taking a teacher within bounds for one that fell behind
 * @param action what follows, beside that nothing is promoted until it has caught up
 */
public record TeacherGuardSpec(double maxAccuracyDrop, double alpha, Action action) {
    public static final TeacherGuardSpec DEFAULT = new TeacherGuardSpec(0.02, 0.01, Action.LOWER_WEIGHT);

    /** What follows from a teacher that falls behind. */
    public enum Action implements Choice {
        /** Students weigh its soft targets less, by as much as it has lost. */
        LOWER_WEIGHT,
        /** The run pauses. */
        PAUSE,
        /** A line of the run's history. */
        NOTIFY
    }

    public TeacherGuardSpec {
        require(maxAccuracyDrop >= 0 && maxAccuracyDrop <= 1, "maxAccuracyDrop", maxAccuracyDrop, "0 to 1");
        require(alpha > 0 && alpha <= 0.5, "alpha", alpha, "above 0, at most 0.5");
    }

    @JsonCreator
    static TeacherGuardSpec of(
            @JsonProperty("maxAccuracyDrop") @Nullable Double maxAccuracyDrop,
            @JsonProperty("alpha") @Nullable Double alpha,
            @JsonProperty("action") @Nullable String action) {
        return new TeacherGuardSpec(
                orElse(maxAccuracyDrop, DEFAULT.maxAccuracyDrop),
                orElse(alpha, DEFAULT.alpha),
                Choice.of(Action.class, "action", action, DEFAULT.action));
    }
}
