package dev.limbeck.orchestrator.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.event.PairedDifferences;
import dev.limbeck.orchestrator.gate.SimulatedRuns.Outcome;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What {@link PromotionSimulation} counts of right and wrong, for examples that have values: {@code ./mvnw -Psimulation}. */
class ValueSimulation {
    private static final int RUNS = 1000;
    private static final int CANDIDATES = 200;
    private static final int PAIRS = 500;
    private static final double ALPHA = 0.05;
    private static final double KEPT = 0.9;
    /** More examples would take most of the time. */
    private static final int MOST_RESAMPLED = 2_000;

    private static final int[] SIZES = {2_000, 10_000};
    private static final String GATE = "the gate";
    private static final SimulationTables TABLES = new SimulationTables();

    @AfterAll
    static void print() throws IOException {
        TABLES.print("simulation-of-values.md");
    }

    @Test
    void candidatesThatAreNotBetterAreEverPromotedInAtMostAlphaOfTheRuns() {
        TABLES.title("Promotions that were wrong, by the values of examples");
        TABLES.line("| values | examples | rule | runs with a wrong promotion (95 %% interval) |");
        TABLES.line("|---|---|---|---|");
        var runs = new SimulatedValues(RUNS, CANDIDATES, 2_000, 20_261_130);
        for (var outcomes : ValueOutcomes.values()) {
            rules().forEach((name, rule) -> {
                var counted = runs.of(outcomes, 0, KEPT, rule);
                row(outcomes, runs, name, counted);
                if (name.equals(GATE)) {
                    assertThat(counted.high()).as(outcomes.words()).isLessThanOrEqualTo(ALPHA);
                } else if (outcomes == ValueOutcomes.RARE_LOSSES) {
                    assertThat(counted.low())
                            .as("%s, %s", name, outcomes.words())
                            .isGreaterThan(ALPHA);
                }
            });
            if (outcomes == ValueOutcomes.TOKENS) {
                var counted = runs.of(outcomes, 0, KEPT, ValueRules::tokens);
                row(outcomes, runs, "each token an example", counted);
                assertThat(counted.low()).isGreaterThan(0.5);
            }
        }
    }

    private static Map<String, SimulatedValues.Rule> rules() {
        var rules = new LinkedHashMap<String, SimulatedValues.Rule>();
        rules.put(GATE, ValueRules.gate(0));
        rules.put("t-test", ValueRules::tTest);
        rules.put("bootstrap", ValueRules::bootstrap);
        return rules;
    }

    @Test
    void candidatesUnlikeEachOtherAreNoOtherCase() {
        TABLES.title("Promotions that were wrong, of candidates unlike each other");
        TABLES.line("| values | examples | rule | runs with a wrong promotion (95 %% interval) |");
        TABLES.line("|---|---|---|---|");
        var runs = new SimulatedValues(RUNS, CANDIDATES, 2_000, 77);
        for (var outcomes : new ValueOutcomes[] {ValueOutcomes.RARE_LOSSES, ValueOutcomes.ENDS}) {
            var counted = runs.of(outcomes, 0, 0, ValueRules.gate(0));
            row(outcomes, runs, GATE, counted);
            assertThat(counted.high()).as(outcomes.words()).isLessThanOrEqualTo(ALPHA);
        }
    }

    @Test
    void notWorseIsEverSaidWronglyInAtMostAlphaOfTheRuns() {
        double margin = 0.01;
        TABLES.title("Promotions that were wrong where not worse by 0.01 is enough");
        TABLES.line("| values | examples | rule | runs with a wrong promotion (95 %% interval) |");
        TABLES.line("|---|---|---|---|");
        var runs = new SimulatedValues(RUNS, CANDIDATES, 2_000, 42);
        for (var outcomes : ValueOutcomes.values()) {
            var counted = runs.of(outcomes, -margin, KEPT, ValueRules.gate(margin));
            row(outcomes, runs, GATE, counted);
            assertThat(counted.high()).as(outcomes.words()).isLessThanOrEqualTo(ALPHA);
        }
    }

    private static void row(ValueOutcomes outcomes, SimulatedValues runs, String rule, Outcome counted) {
        TABLES.line(
                "| %s | %d | %s | %s |", outcomes.words(), runs.examples(), rule, SimulationTables.interval(counted));
    }

    @Test
    void whatIsBetterIsFound() {
        TABLES.title("Promotions of a candidate that is better, by the values of examples");
        TABLES.line("| values | better by | examples | k = 1 | k = 10 | k = 50 | k = 200 "
                + "| Hoeffding, k = 1 | t-test, k = 1 | bootstrap, k = 1 |");
        TABLES.line("|---|---|---|---|---|---|---|---|---|---|");
        for (var outcomes : ValueOutcomes.values()) {
            for (int size : SIZES) {
                for (double gain : new double[] {0.005, 0.01, 0.02}) {
                    var pairs = new SimulatedValues(PAIRS, 1, size, 7).pairs(outcomes, gain);
                    double[] gate = LongStream.of(1, 10, 50, 200)
                            .mapToDouble(k -> SimulatedValues.power(pairs, ValueRules.gate(0), k))
                            .toArray();
                    TABLES.line(
                            "| %s | %.3f | %d |%s%s%s",
                            outcomes.words(),
                            gain,
                            size,
                            SimulationTables.percentages(gate),
                            SimulationTables.percentages(
                                    SimulatedValues.power(pairs, ValueRules::hoeffding, 1),
                                    SimulatedValues.power(pairs, ValueRules::tTest, 1)),
                            size > MOST_RESAMPLED
                                    ? " – |"
                                    : SimulationTables.percentages(
                                            SimulatedValues.power(pairs, ValueRules::bootstrap, 1)));
                    assertThat(gate).isSortedAccordingTo(Comparator.reverseOrder());
                }
            }
        }
    }

    @Test
    void theExactTestFindsMoreWhereNetworksAreRightOrNot() {
        TABLES.title("The exact test beside betting, of networks that are right or not, at k = 1");
        TABLES.line("| better by | examples | exact | betting |");
        TABLES.line("|---|---|---|---|");
        double level = new AlphaSpending(ALPHA).level(1);
        for (int size : SIZES) {
            for (double gain : new double[] {0.005, 0.01, 0.02}) {
                var pairs = new SimulatedRuns(PAIRS, 1, size, 7).pairs(0.97, 0.97 + gain);
                double exact = Arrays.stream(pairs)
                        .mapToDouble(new ExactPairedTest(0, level)::pValue)
                        .filter(pValue -> pValue <= level)
                        .count();
                double betting = Arrays.stream(pairs)
                        .mapToDouble(counts -> new BettingTest(PairedDifferences.of(counts), 0).pValue())
                        .filter(pValue -> pValue <= level)
                        .count();
                TABLES.line(
                        "| %.1f points | %d |%s",
                        100 * gain, size, SimulationTables.percentages(exact / PAIRS, betting / PAIRS));
                assertThat(exact).isGreaterThanOrEqualTo(betting);
            }
        }
    }

    @Test
    void howTheWealthIsDividedChangesWhatIsFound() {
        var divisions = new LinkedHashMap<String, DoubleUnaryOperator>();
        divisions.put("1/((j + 1)(j + 2)) (the gate)", j -> 1 / ((j + 1) * (j + 2)));
        divisions.put("equal for j = 0 to 15", j -> 1.0 / 16);
        divisions.put("equal for j = 0 to 5", j -> j > 5 ? 0 : 1.0 / 6);
        divisions.put("all of it at j = 0", j -> j > 0 ? 0 : 1);
        divisions.put("all of it at j = 4", j -> j == 4 ? 1 : 0);
        TABLES.title(
                "Promotions of a candidate that is better, by how the wealth is divided over stakes 2^-j, at k = 1");
        TABLES.line("| share of the wealth | narrow, by 0.005 of 2000 | skewed, by 0.005 of 2000 "
                + "| clustered, by 0.01 of 10000 | heavy at the ends, by 0.03 of 10000 | narrow, by 0.001 of 100000 |");
        TABLES.line("|---|---|---|---|---|---|");
        var narrow = wealths(ValueOutcomes.ERRORS, 0.005, 2_000);
        var skewed = wealths(ValueOutcomes.CLICKS, 0.005, 2_000);
        var clustered = wealths(ValueOutcomes.TOKENS, 0.01, 10_000);
        var ends = wealths(ValueOutcomes.ENDS, 0.03, 10_000);
        var large = wealths(ValueOutcomes.ERRORS, 0.001, 100_000);
        divisions.forEach((words, division) -> TABLES.line(
                "| %s |%s",
                words,
                SimulationTables.percentages(Stream.of(narrow, skewed, clustered, ends, large)
                        .mapToDouble(wealths -> found(wealths, division))
                        .toArray())));
        var gate = Objects.requireNonNull(divisions.get("1/((j + 1)(j + 2)) (the gate)"));
        var equal = Objects.requireNonNull(divisions.get("equal for j = 0 to 15"));
        assertThat(found(narrow, gate)).isGreaterThan(found(narrow, equal) + 0.2);
        assertThat(found(ends, gate)).isGreaterThan(found(ends, equal) - 0.1);
    }

    /** By pair and stake, as logarithms. */
    private static List<double[]> wealths(ValueOutcomes outcomes, double gain, int size) {
        return new SimulatedValues(PAIRS, 1, size, 7)
                .pairs(outcomes, gain).parallelStream()
                        .map(pair ->
                                PairedDifferences.between(pair.candidate(), pair.champion(), PairedDifferences.FINEST))
                        .map(differences -> IntStream.rangeClosed(0, 15)
                                .mapToDouble(j -> new BettingTest(differences, 0).logWealth(Math.scalb(1.0, -j)))
                                .toArray())
                        .toList();
    }

    private static double found(List<double[]> wealths, DoubleUnaryOperator division) {
        double level = new AlphaSpending(ALPHA).level(1);
        return (double) wealths.stream()
                        .filter(logs -> IntStream.range(0, logs.length)
                                        .mapToDouble(j -> division.applyAsDouble(j) * Math.exp(logs[j]))
                                        .sum()
                                >= 1 / level)
                        .count()
                / wealths.size();
    }
}
