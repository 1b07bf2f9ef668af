package dev.limbeck.orchestrator.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.event.PairedCounts;
import dev.limbeck.orchestrator.gate.SimulatedRuns.Candidates;
import dev.limbeck.orchestrator.gate.SimulatedRuns.Outcome;
import dev.limbeck.orchestrator.gate.SimulatedRuns.Rule;
import dev.limbeck.orchestrator.gate.SimulatedRuns.Wrong;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * What the gate promises, counted: {@code ./mvnw -Psimulation}. The tables it prints stand in docs/gate.md. Seeds are
 * fixed, so they come out the same.
 */
class PromotionSimulation {
    private static final int RUNS = 1000;
    private static final int CANDIDATES = 200;
    private static final int PAIRS = 4000;
    private static final double ALPHA = 0.05;
    private static final double KEPT = 0.9;
    private static final int[] SIZES = {2_000, 10_000};
    private static final long[] COMPARISONS = {1, 10, 50, 200};
    private static final AlphaSpending SPENDING = new AlphaSpending(ALPHA);
    private static final Wrong NOT_BETTER = new Wrong(0);
    private static final Rule GATE = (counts, comparison) -> isBetter(counts, SPENDING.level(comparison));
    private static final Rule UNCORRECTED = (counts, comparison) -> isBetter(counts, ALPHA);
    private static final Rule HIGHER = (counts, comparison) -> counts.wins() > counts.losses();
    private static final SimulationTables TABLES = new SimulationTables();

    private static boolean isBetter(PairedCounts counts, double level) {
        return counts.wins() > counts.losses() && new ExactPairedTest(0, level).pValue(counts) <= level;
    }

    private static boolean isNotWorse(PairedCounts counts, double margin, double level) {
        return new ExactPairedTest(-margin, level).pValue(counts) <= level;
    }

    @AfterAll
    static void print() throws IOException {
        TABLES.print("simulation.md");
    }

    @Test
    void candidatesThatAreNotBetterAreEverPromotedInAtMostAlphaOfTheRuns() {
        TABLES.title("Promotions that were wrong");
        TABLES.line(
                "| candidates | examples | rule | runs with a wrong promotion (95 %% interval) | wrong a run | right a run |");
        TABLES.line("|---|---|---|---|---|---|");
        for (int size : SIZES) {
            var runs = new SimulatedRuns(RUNS, CANDIDATES, size, 20_261_121);
            for (var scenario : scenarios().entrySet()) {
                var source = scenario.getValue();
                double kept = scenario.getKey().contains("one student") ? KEPT : 0;
                var gate = runs.of(source, kept, GATE, NOT_BETTER);
                falsePromotions(scenario.getKey(), size, "the gate", gate);
                falsePromotions(
                        scenario.getKey(), size, "5 %% each time", runs.of(source, kept, UNCORRECTED, NOT_BETTER));
                falsePromotions(scenario.getKey(), size, "higher is better", runs.of(source, kept, HIGHER, NOT_BETTER));
                assertThat(gate.high()).describedAs(scenario.getKey()).isLessThanOrEqualTo(ALPHA);
            }
        }
    }

    /** None is better than the champion, but for the first one of a stage: all of a stage are equal. */
    private static Map<String, Candidates> scenarios() {
        var scenarios = new LinkedHashMap<String, Candidates>();
        scenarios.put("equal, checkpoints of one student", (number, champion) -> champion);
        scenarios.put("equal, unlike each other", (number, champion) -> champion);
        scenarios.put("0.1 points worse, checkpoints of one student", (number, champion) -> champion - 0.001);
        scenarios.put(
                "better by 0.4 points after every 40, equal between",
                (number, champion) -> 0.97 + 0.004 * Math.floorDiv(number - 1, 40));
        return scenarios;
    }

    @Test
    void notWorseIsEverSaidWronglyInAtMostAlphaOfTheRuns() {
        TABLES.title("Promotions that were wrong where not worse is enough");
        TABLES.line("| margin | examples | runs with a wrong promotion (95 %% interval) |");
        TABLES.line("|---|---|---|");
        for (int size : SIZES) {
            var runs = new SimulatedRuns(RUNS, CANDIDATES, size, 42);
            for (double margin : new double[] {0.005, 0.01}) {
                Rule rule = (counts, comparison) -> isNotWorse(counts, margin, SPENDING.level(comparison));
                var outcome = runs.of((number, champion) -> champion - margin, 0, rule, new Wrong(margin));
                TABLES.line("| %.1f points | %d | %s |", 100 * margin, size, SimulationTables.interval(outcome));
                assertThat(outcome.high()).isLessThanOrEqualTo(ALPHA);
            }
        }
    }

    @Test
    void whatIsBetterIsFound() {
        TABLES.title("Promotions of a candidate that is better");
        TABLES.line(
                "| better by | examples | differ | k = 1 | k = 10 | k = 50 | k = 200 | 5 %% each time | higher is better |");
        TABLES.line("|---|---|---|---|---|---|---|---|---|");
        for (int size : SIZES) {
            for (double gain : new double[] {0.005, 0.01, 0.02}) {
                var pairs = new SimulatedRuns(PAIRS, 1, size, 7).pairs(0.97, 0.97 + gain);
                double[] powers = powers(pairs, GATE, COMPARISONS);
                assertThat(powers).isSortedAccordingTo(Comparator.reverseOrder());
                TABLES.line(
                        "| %.1f points | %d | %.2f %% |%s %.1f %% | %.1f %% |",
                        100 * gain,
                        size,
                        100
                                * Arrays.stream(pairs)
                                        .mapToLong(PairedCounts::discordant)
                                        .average()
                                        .orElseThrow()
                                / size,
                        SimulationTables.percentages(powers),
                        100 * share(pairs, UNCORRECTED, 1),
                        100 * share(pairs, HIGHER, 1));
                assertThat(share(pairs, GATE, 1)).isLessThanOrEqualTo(share(pairs, UNCORRECTED, 1));
            }
        }
        assertThat(share(new SimulatedRuns(PAIRS, 1, 10_000, 7).pairs(0.97, 0.98), GATE, 200))
                .isGreaterThan(0.8);
    }

    @Test
    void whatIsNotWorseIsFound() {
        TABLES.title("Promotions of a candidate that is as good, where not worse is enough");
        TABLES.line("| margin | examples | k = 1 | k = 10 | k = 50 | k = 200 |");
        TABLES.line("|---|---|---|---|---|---|");
        for (int size : SIZES) {
            var pairs = new SimulatedRuns(PAIRS, 1, size, 11).pairs(0.97, 0.97);
            double[] ofSmallerMargin = new double[COMPARISONS.length];
            for (double margin : new double[] {0.005, 0.01, 0.02}) {
                Rule rule = (counts, k) -> isNotWorse(counts, margin, SPENDING.level(k));
                double[] powers = powers(pairs, rule, COMPARISONS);
                TABLES.line("| %.1f points | %d |%s", 100 * margin, size, SimulationTables.percentages(powers));
                assertThat(powers).isSortedAccordingTo(Comparator.reverseOrder());
                for (int i = 0; i < powers.length; i++) {
                    assertThat(powers[i]).isGreaterThanOrEqualTo(ofSmallerMargin[i]);
                }
                ofSmallerMargin = powers;
            }
            assertThat(ofSmallerMargin[0])
                    .as("2 points, %d examples, at the first comparison", size)
                    .isGreaterThan(0.8);
        }
        var many = new SimulatedRuns(PAIRS, 1, 10_000, 11).pairs(0.97, 0.97);
        assertThat(share(many, (counts, k) -> isNotWorse(counts, 0.02, SPENDING.level(k)), 200))
                .isGreaterThan(0.99);
        assertThat(share(many, (counts, k) -> isNotWorse(counts, 0.01, SPENDING.level(k)), 1))
                .isBetween(0.95, 0.999);
        assertThat(share(many, (counts, k) -> isNotWorse(counts, 0.005, SPENDING.level(k)), 200))
                .as("a margin that the examples are too few for")
                .isLessThan(0.05);
    }

    @Test
    void howTheBudgetIsSpentChangesWhatIsFoundWhen() {
        var rules = new LinkedHashMap<String, LongToDoubleFunction>();
        rules.put("6 / (π² k²)", k -> 6 / (Math.PI * Math.PI * k * k));
        rules.put("1 / (k (k + 1))", k -> 1.0 / (k * (k + 1.0)));
        rules.put("k^-1.6 / 2.286", k -> Math.pow((double) k, -1.6) / 2.2857657);
        rules.put("k^-1.3 / 3.932 (the gate)", k -> SPENDING.level(k) / ALPHA);
        rules.put("k^-1.1 / 10.58", k -> Math.pow((double) k, -1.1) / 10.5844485);
        var pairs = new SimulatedRuns(PAIRS, 1, 10_000, 7).pairs(0.97, 0.975);
        TABLES.title("Promotions of a candidate that is 0.5 points better, 10000 examples");
        TABLES.line("| share of alpha for comparison k | k = 1 | k = 10 | k = 50 | k = 200 | k = 1000 |");
        TABLES.line("|---|---|---|---|---|---|");
        long[] comparisons = {1, 10, 50, 200, 1000};
        var found = new LinkedHashMap<String, double[]>();
        for (var rule : rules.entrySet()) {
            Rule spent = (counts, k) -> isBetter(counts, ALPHA * rule.getValue().applyAsDouble(k));
            double[] powers = powers(pairs, spent, comparisons);
            found.put(rule.getKey(), powers);
            TABLES.line("| %s |%s", rule.getKey(), SimulationTables.percentages(powers));
            assertThat(powers).isSortedAccordingTo(Comparator.reverseOrder());
            assertThat(LongStream.rangeClosed(1, 100_000)
                            .mapToDouble(rule.getValue())
                            .sum())
                    .as("what 100,000 comparisons spend by %s", rule.getKey())
                    .isBetween(0.6, 1.0);
        }
        double[] gate = Objects.requireNonNull(found.get("k^-1.3 / 3.932 (the gate)"));
        double[] squares = Objects.requireNonNull(found.get("6 / (π² k²)"));
        assertThat(gate[0]).as("at first").isGreaterThan(0.6);
        assertThat(gate[1]).as("at the tenth").isEqualTo(greatest(found, 1));
        assertThat(gate[2]).as("at the fiftieth").isEqualTo(greatest(found, 2));
        assertThat(gate[3]).as("late").isGreaterThan(3 * squares[3]);
    }

    private static double greatest(Map<String, double[]> powers, int comparison) {
        return powers.values().stream()
                .mapToDouble(each -> each[comparison])
                .max()
                .orElseThrow();
    }

    private static double[] powers(PairedCounts[] pairs, Rule rule, long[] comparisons) {
        return Arrays.stream(comparisons)
                .mapToDouble(comparison -> share(pairs, rule, comparison))
                .toArray();
    }

    private static double share(PairedCounts[] pairs, Rule rule, long comparison) {
        return (double) Arrays.stream(pairs)
                        .filter(counts -> rule.promotes(counts, comparison))
                        .count()
                / pairs.length;
    }

    private static void falsePromotions(String candidates, int size, String rule, Outcome outcome) {
        TABLES.line(
                "| %s | %d | %s | %s | %.2f | %.2f |",
                candidates,
                size,
                SimulationTables.text(rule),
                SimulationTables.interval(outcome),
                outcome.wrongPerRun(),
                outcome.rightPerRun());
    }
}
