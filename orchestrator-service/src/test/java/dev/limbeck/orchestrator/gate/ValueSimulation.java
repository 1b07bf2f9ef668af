package dev.limbeck.orchestrator.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.event.PairedDifferences;
import dev.limbeck.orchestrator.gate.SimulatedRuns.Outcome;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
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
    /** What is asymmetric. */
    private static final Set<ValueOutcomes> BROKEN_BY = EnumSet.of(ValueOutcomes.RARE_LOSSES, ValueOutcomes.CLICKS);

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
                } else if (BROKEN_BY.contains(outcomes)) {
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
        for (var outcomes : BROKEN_BY) {
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
}
