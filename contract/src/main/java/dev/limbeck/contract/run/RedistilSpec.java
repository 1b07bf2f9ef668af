package dev.limbeck.contract.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How a generation after the first begins.
 *
 * @param from what its students begin with
 */
public record RedistilSpec(From from) {
    public static final RedistilSpec DEFAULT = new RedistilSpec(From.CHAMPION);

    /** What students begin with. */
    public enum From implements Choice {
        /** The champion's weights, for the student that has the champion's name; the others as from scratch. */
        CHAMPION,
        /** The weights that the declaration gives them. */
        SCRATCH
    }

    @JsonCreator
    static RedistilSpec of(@JsonProperty("from") @Nullable String from) {
        return new RedistilSpec(Choice.of(From.class, "from", from, DEFAULT.from));
    }
}
