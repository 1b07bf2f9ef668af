package dev.limbeck.contract.metric;

import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a number has to keep to: at least {@code min}, at most {@code max}, or both. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Bound(Optional<Double> min, Optional<Double> max) {
    /** @throws dev.limbeck.contract.field.InvalidField when there is neither, or nothing keeps to both */
    public Bound {
        require(min.isPresent() || max.isPresent(), "min", "missing, as is max", "min, max, or both");
        min.ifPresent(value -> require(Double.isFinite(value), "min", value, "a number"));
        max.ifPresent(value -> require(Double.isFinite(value), "max", value, "a number"));
        require(
                min.isEmpty() || max.isEmpty() || min.get() <= max.get(),
                "min",
                min.orElse(0.0),
                "at most max, which is " + max.orElse(0.0));
    }

    public static Bound atLeast(double min) {
        return new Bound(Optional.of(min), Optional.empty());
    }

    public static Bound atMost(double max) {
        return new Bound(Optional.empty(), Optional.of(max));
    }

    @JsonCreator
    static Bound of(@JsonProperty("min") @Nullable Double min, @JsonProperty("max") @Nullable Double max) {
        return new Bound(Optional.ofNullable(min), Optional.ofNullable(max));
    }

    /** Whether a value keeps to it; what is no number keeps to nothing. */
    public boolean holds(double value) {
        return !Double.isNaN(value)
                && min.map(least -> value >= least).orElse(true)
                && max.map(most -> value <= most).orElse(true);
    }
}
