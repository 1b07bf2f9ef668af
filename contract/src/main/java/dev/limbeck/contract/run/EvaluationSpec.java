package dev.limbeck.contract.run;

import static dev.limbeck.contract.run.InvalidField.orElse;
import static dev.limbeck.contract.run.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** On what checkpoints are judged. */
public record EvaluationSpec(HeldOut heldOut) {
    public static final EvaluationSpec DEFAULT = new EvaluationSpec(HeldOut.DEFAULT);

    @JsonCreator
    static EvaluationSpec of(@JsonProperty("heldOut") @Nullable HeldOut heldOut) {
        return new EvaluationSpec(orElse(heldOut, HeldOut.DEFAULT));
    }

    /**
     * Examples that no student ever trains on.
     *
     * @param fraction share of the stream held out, by {@link dev.limbeck.contract.split.Split}
     * @param minExamples how many there must be before a checkpoint is judged
     * @param maxExamples how many are kept of the stream; the first ones stay
     * @param dataset labelled data set whose test part is held out too
     */
    public record HeldOut(double fraction, int minExamples, int maxExamples, Optional<DatasetSpec> dataset) {
        public static final HeldOut DEFAULT = new HeldOut(0.05, 500, 10_000, Optional.empty());

        public HeldOut {
            require(fraction >= 0 && fraction <= 0.5, "fraction", fraction, "0 to 0.5");
            require(minExamples >= 1, "minExamples", minExamples, "1 or more");
            require(
                    maxExamples >= minExamples && maxExamples <= 1_000_000,
                    "maxExamples",
                    maxExamples,
                    "minExamples to 1000000");
            require(fraction > 0 || dataset.isPresent(), "fraction", fraction, "above 0 where there is no dataset");
        }

        @JsonCreator
        static HeldOut of(
                @JsonProperty("fraction") @Nullable Double fraction,
                @JsonProperty("minExamples") @Nullable Integer minExamples,
                @JsonProperty("maxExamples") @Nullable Integer maxExamples,
                @JsonProperty("dataset") @Nullable DatasetSpec dataset) {
            return new HeldOut(
                    orElse(fraction, DEFAULT.fraction),
                    orElse(minExamples, DEFAULT.minExamples),
                    orElse(maxExamples, DEFAULT.maxExamples),
                    Optional.ofNullable(dataset));
        }
    }
}
