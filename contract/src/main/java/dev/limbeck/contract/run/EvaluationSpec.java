package dev.limbeck.contract.run;

import static dev.limbeck.contract.field.InvalidField.orElse;
import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limbeck.contract.field.InvalidField;
import dev.limbeck.contract.task.Task;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * On what checkpoints are judged.
 *
 * @param slices attributes of records by whose values scores are told apart
 * @param wattsPerCore what a busy core draws: turns CPU time into an estimate of energy
 */
public record EvaluationSpec(HeldOut heldOut, List<String> slices, double wattsPerCore) {
    public static final EvaluationSpec DEFAULT = new EvaluationSpec(HeldOut.DEFAULT, List.of(), 10);

    private static final int MOST_SLICES = 8;

    public EvaluationSpec {
        slices = List.copyOf(slices);
        require(slices.size() <= MOST_SLICES, "slices", slices, "at most " + MOST_SLICES + " attributes");
        require(slices.stream().noneMatch(String::isBlank), "slices", slices, "names of attributes");
        require(Set.copyOf(slices).size() == slices.size(), "slices", slices, "each attribute once");
        require(wattsPerCore > 0 && wattsPerCore <= 1000, "wattsPerCore", wattsPerCore, "above 0, at most 1000");
    }

    @JsonCreator
    static EvaluationSpec of(
            @JsonProperty("heldOut") @Nullable HeldOut heldOut,
            @JsonProperty("slices") @Nullable List<String> slices,
            @JsonProperty("wattsPerCore") @Nullable Double wattsPerCore) {
        return new EvaluationSpec(
                orElse(heldOut, HeldOut.DEFAULT),
                orElse(slices, DEFAULT.slices),
                orElse(wattsPerCore, DEFAULT.wattsPerCore));
    }

    /**
     * Examples that no student ever trains on.
     *
     * @param fraction share of the stream held out, by {@link dev.limbeck.contract.split.Split}
     * @param minExamples how many there must be before a checkpoint is judged
     * @param maxExamples how many are kept of the stream
     * @param keep which of the stream's are kept
     * @param dataset labelled data set whose test part is held out too
     */
    public record HeldOut(double fraction, int minExamples, int maxExamples, Keep keep, Optional<DatasetSpec> dataset) {
        public static final HeldOut DEFAULT = new HeldOut(0.05, 500, 10_000, Keep.FIRST, Optional.empty());

        /** A quarter of the heap that an evaluator is started with: each example has all numbers of an output. */
        private static final long MOST_NUMBERS = 32L << 20;

        private static final int MOST_EXAMPLES = 1_000_000;

        /** Which held-out examples of the stream stay when there are more than there is room for. */
        public enum Keep implements Choice {
            /** The first ones of the generation: every candidate is measured on the same ones. */
            FIRST,
            /** The newest ones: what is measured follows the stream. */
            NEWEST
        }

        public HeldOut {
            require(fraction >= 0 && fraction <= 0.5, "fraction", fraction, "0 to 0.5");
            require(minExamples >= 1, "minExamples", minExamples, "1 or more");
            require(
                    maxExamples >= minExamples && maxExamples <= MOST_EXAMPLES,
                    "maxExamples",
                    maxExamples,
                    "minExamples to 1000000");
            require(fraction > 0 || dataset.isPresent(), "fraction", fraction, "above 0 where there is no dataset");
        }

        /** How many examples of a task an evaluator has room for. */
        public static int mostOf(Task task) {
            return (int) Math.min(MOST_EXAMPLES, MOST_NUMBERS / task.width());
        }

        /**
         * As much of it as an evaluator has room for.
         *
         * @throws InvalidField when that is too few to judge by
         */
        public HeldOut within(Task task) {
            int most = mostOf(task);
            require(
                    minExamples <= most,
                    "spec.evaluation.heldOut.minExamples",
                    minExamples,
                    "at most %d with %s".formatted(most, task.outputs()));
            return maxExamples <= most ? this : new HeldOut(fraction, minExamples, most, keep, dataset);
        }

        @JsonCreator
        static HeldOut of(
                @JsonProperty("fraction") @Nullable Double fraction,
                @JsonProperty("minExamples") @Nullable Integer minExamples,
                @JsonProperty("maxExamples") @Nullable Integer maxExamples,
                @JsonProperty("keep") @Nullable String keep,
                @JsonProperty("dataset") @Nullable DatasetSpec dataset) {
            return new HeldOut(
                    orElse(fraction, DEFAULT.fraction),
                    orElse(minExamples, DEFAULT.minExamples),
                    orElse(maxExamples, DEFAULT.maxExamples),
                    Choice.of(Keep.class, "keep", keep, DEFAULT.keep),
                    Optional.ofNullable(dataset));
        }
    }
}
