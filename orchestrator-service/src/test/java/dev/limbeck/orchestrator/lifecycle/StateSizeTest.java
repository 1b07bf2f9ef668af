package dev.limbeck.orchestrator.lifecycle;

import static dev.limbeck.orchestrator.lifecycle.RunUnderTest.distilling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.event.Comparison;
import dev.limbeck.contract.event.Comparison.ClassComparison;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.PairedCounts;
import dev.limbeck.contract.event.PairedDifferences;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunEvent.DriftDetected.Signal;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.orchestrator.Examples;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A state is one record, so it stays well below what a record can have, whatever a run declares and however long it is. */
class StateSizeTest {
    private static final int ONE_MEBIBYTE = 1024 * 1024;

    /** Ten thousand examples; the candidate is better. */
    private static final PairedDifferences DIFFERENCES = new PairedDifferences(
            100,
            new TreeMap<>(IntStream.rangeClosed(-100, 100)
                    .boxed()
                    .collect(Collectors.toMap(marks -> marks, marks -> 150L + marks))));

    private static final Comparison BY_VALUE =
            new Comparison(new Comparison.ByRecord(Optional.of(DIFFERENCES), DIFFERENCES));

    private static int size(RunUnderTest run) {
        return ContractJson.write(run.state()).length;
    }

    @Test
    void aPersonMayLeaveUndecidedAsManyCandidatesOfManyClassesAsARunRemembers() {
        // Given
        var run = distilling(Examples.declared("digits", "v1", "0.9", "manual", "{}"));
        // When
        for (int step = 1; step <= Remembering.CANDIDATES; step++) {
            run.announce("small", step);
            run.report(better(run.newest(RunOrder.Evaluate.class)));
            if (step == 1) {
                run.approve(run.state().candidates().get(0).checkpoint()).moveChampion();
            }
        }
        // Then
        assertThat(run.state().candidates())
                .filteredOn(one -> one.phase() == Candidate.Phase.AWAITING_APPROVAL)
                .hasSize(Remembering.CANDIDATES - 1)
                .allMatch(one -> one.report().isPresent());
        assertThat(size(run)).isLessThan(ONE_MEBIBYTE);
    }

    @Test
    void differencesOfValuesMayStandOnEveryMark() {
        // Given
        var run = distilling(Examples.declared("digits", "v1", "0.9", "manual", "{}"));
        // When
        for (int step = 1; step <= Remembering.CANDIDATES; step++) {
            run.announce("small", step);
            var order = run.newest(RunOrder.Evaluate.class);
            run.report(compared(Examples.report(order, 0.95), BY_VALUE));
            if (step == 1) {
                run.approve(run.state().candidates().get(0).checkpoint()).moveChampion();
            }
        }
        // Then
        assertThat(run.state().candidates())
                .filteredOn(one -> one.phase() == Candidate.Phase.AWAITING_APPROVAL)
                .hasSize(Remembering.CANDIDATES - 1);
        assertThat(size(run)).isLessThan(ONE_MEBIBYTE);
    }

    @Test
    void aRunMayPromoteForEver() {
        // Given
        var run = distilling(Examples.run("digits"));
        // When
        for (int step = 1; step <= 2 * Remembering.CHAMPIONS; step++) {
            run.announce("small", step);
            run.report(better(run.newest(RunOrder.Evaluate.class))).moveChampion();
        }
        // Then
        var champions = run.state().champions();
        assertThat(champions).hasSize(Remembering.CHAMPIONS);
        assertThat(champions.get(0).score().step())
                .as("what a student is that is left alone")
                .isEqualTo(1);
        assertThat(run.state().currentChampion().orElseThrow().score().step()).isEqualTo(2 * Remembering.CHAMPIONS);
        assertThat(run.state().candidates()).hasSize(Remembering.CHAMPIONS);
        assertThat(size(run)).isLessThan(ONE_MEBIBYTE);
    }

    @Test
    void aRunMayBeginGenerationsForEver() {
        // Given
        var run = distilling(Examples.run("digits"));
        var partitions = new TreeMap<>(
                IntStream.range(0, 1000).boxed().collect(Collectors.toMap(number -> number, number -> 1_000_000_000L)));
        // When
        for (int generation = 2; generation <= 2 * Remembering.GENERATIONS; generation++) {
            run.event(new RunEvent.LabellingBegan(
                    "digits", generation - 1, "v" + (generation - 1), partitions, Examples.NOW));
            for (int drift = 1; drift <= 20; drift++) {
                var small = run.drifted(Signal.INPUT, drift);
                run.event(new RunEvent.DriftDetected(
                        "digits",
                        small.generation(),
                        small.signal(),
                        small.detector(),
                        partitions,
                        small.examples(),
                        small.before(),
                        small.after(),
                        small.at()));
            }
            run.event(new RunEvent.StudentSaved(
                    "digits", generation - 1, "small", partitions, 1_000_000, Optional.empty(), Examples.NOW));
            run.apply(Examples.declared("digits", "v" + generation, "0.9", "automatic", "{}"))
                    .provision()
                    .teach(0.98);
        }
        // Then
        assertThat(run.state().generations()).hasSize(Remembering.GENERATIONS);
        assertThat(run.state().generations().get(0).number()).isEqualTo(1);
        assertThat(run.state().currentGeneration().number()).isEqualTo(2 * Remembering.GENERATIONS);
        assertThat(size(run)).isLessThan(4 * ONE_MEBIBYTE);
    }

    /** As much better as it has to be, and told of as many classes as a report tells of. */
    private static EvaluationReport better(RunOrder.Evaluate order) {
        var report = Examples.report(order, 0.95);
        var counts = new PairedCounts(9000, 900, 100, 0);
        var classes = IntStream.range(0, EvaluationReport.MOST_CLASSES)
                .mapToObj(label -> new ClassComparison(label, new PairedCounts(label % 7, label % 3, label % 5, 1)))
                .toList();
        return compared(
                report, new Comparison(Optional.of(counts), counts, classes, Optional.of(100_000), Optional.empty()));
    }

    private static EvaluationReport compared(EvaluationReport report, Comparison comparison) {
        return new EvaluationReport(
                report.run(),
                report.generation(),
                report.orderId(),
                report.attempt(),
                report.checkpointDigest(),
                report.heldOut(),
                report.candidate(),
                report.champion(),
                report.championDefect(),
                report.teacher(),
                report.control(),
                report.champion().map(champion -> comparison),
                comparison,
                report.againstControl(),
                report.loss(),
                report.evaluatedAt(),
                Optional.empty(),
                Optional.empty());
    }
}
