package dev.limbeck.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.limbeck.contract.run.PromotionSpec.Hypothesis;
import java.util.List;
import java.util.Optional;

/**
 * What a decision rests on.
 *
 * @param digest SHA-256 over the report's {@link EvaluationReport#summary summary}, promotion rules and number of the
 *     comparison, as JSON: whoever has them can decide again and see the same
 * @param test absent where nothing was compared
 */
public record Evidence(String digest, Optional<PairedTest> test, List<GuardVerdict> guards) {
    public Evidence {
        guards = List.copyOf(guards);
    }

    /**
     * The one-sided test of a candidate against the champion, on counts or on differences.
     *
     * @param comparison its number in the run, the first being 1
     * @param counts of the examples that candidate and champion are right or wrong on; absent where there are
     *     {@code differences}
     * @param margin by how much the candidate may be worse; 0 when it has to be better
     * @param level share of the run's error budget that this comparison may spend
     * @param low and high: 95 % interval of the difference
     * @param differences where an example has a value with either; absent where there are {@code counts}
     */
    public record PairedTest(
            Hypothesis hypothesis,
            Reference reference,
            long comparison,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<PairedCounts> counts,
            double margin,
            double pValue,
            double level,
            double low,
            double high,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<PairedDifferences> differences) {
        /** @throws IllegalArgumentException unless it has counts or differences */
        public PairedTest {
            if (counts.isPresent() == differences.isPresent()) {
                throw new IllegalArgumentException("a test is on counts or on differences, this one is on "
                        + (counts.isPresent() ? "both" : "neither"));
            }
        }

        public boolean passes() {
            return pValue <= level;
        }
    }

    /**
     * @param guard as it is declared
     * @param sentence what was measured, what is allowed
     */
    public record GuardVerdict(String guard, boolean holds, String sentence) {}
}
