package dev.limbeck.local.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.api.RunStatus;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.Pin;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.metric.Metric;
import dev.limbeck.contract.metric.Metric.Better;
import dev.limbeck.contract.task.Classification;
import dev.limbeck.local.Examples;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TablesTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Examples.NOW);
    private static final RunTasks TASKS = RunTasks.of(Examples.state(RunPhase.DISTILLING, List.of(), List.of()));
    private static final Candidate CANDIDATE = Examples.candidate(
            "small-cnn", "step-0000000100-w0001", "abcdef0123456789", Candidate.Phase.AWAITING_APPROVAL);

    @Test
    void headingsStandAboveTheirColumns() {
        // When
        var lines = Tables.checkpoints(CLOCK, TASKS).lines(List.of(CANDIDATE), false);
        // Then
        assertThat(lines)
                .containsExactly(
                        "RUN           GEN  STUDENT       CHECKPOINT              DIGEST        PHASE             "
                                + " ACCURACY  AGREEMENT   AGE",
                        "digits          1  small-cnn     step-0000000100-w0001   abcdef012345  AWAITING_APPROVAL  "
                                + " 97.21 %    98.00 %   90s");
    }

    @Test
    void theMetricsThatTellMostAreColumnsAndTheOthersWideOnes() {
        // Given
        var report = Examples.report("small-cnn", "step-1", Examples.NOW);
        var table = Tables.evaluations(CLOCK, TASKS);
        // Then
        assertThat(table.lines(List.of(report), false).get(0).split(" +"))
                .containsExactly(
                        "RUN",
                        "GEN",
                        "STUDENT",
                        "CHECKPOINT",
                        "ACCURACY",
                        "AGREEMENT",
                        "NLL",
                        "CHAMPION",
                        "TEACHER",
                        "AGE");
        assertThat(table.lines(List.of(report), true).get(0)).contains("ECE", "BRIER", "KL");
        assertThat(table.lines(List.of(report), false).get(1))
                .containsSubsequence("97.21 %", "98.00 %", "0.1000", Cells.NONE, "97.21 %");
    }

    @Test
    void whereRowsMayBeOfSeveralTasksEachSaysWhatIsMeasured() {
        // Given
        var table = Tables.checkpoints(CLOCK, new RunTasks());
        var known = new RunTasks();
        // When
        var columns = new MetricColumns<Candidate>(
                        known, candidate -> candidate.checkpoint().run(), Candidate::metrics, 2)
                .first(Table.builder())
                .build();
        known.hear(Examples.state(RunPhase.DISTILLING, List.of(), List.of()));
        // Then
        assertThat(table.lines(List.of(CANDIDATE), false).get(0))
                .contains("MEASURE")
                .doesNotContain("ACCURACY");
        assertThat(columns.lines(List.of(CANDIDATE), false)).containsExactly("MEASURE", "accuracy 97.21 %");
    }

    @Test
    void aRunSaysWhatItsChampionIsMeasuredBy() {
        // Given
        var state =
                Examples.state(RunPhase.DISTILLING, List.of(), List.of(Examples.champion("step-1", "99887766554433")));
        // When
        var lines = Tables.runs(CLOCK).lines(List.of(state), false);
        // Then
        assertThat(lines.get(0)).contains("MEASURE", "AGREEMENT");
        assertThat(lines.get(1)).containsSubsequence("accuracy 97.21 %", "98.00 %");
    }

    @Test
    void numbersStandInTheUnitOfTheirMetric() {
        // Given
        var number = Metric.number("deviation", "deviation", Better.LOWER);
        var share = Metric.share("nearness", "nearness", Better.HIGHER);
        // Then
        assertThat(Measures.text(number, 0.49214)).isEqualTo("0.4921");
        assertThat(Measures.text(share, 0.49214)).isEqualTo("49.21 %");
        assertThat(Measures.text(share, Double.NaN)).isEqualTo(Cells.NONE);
        assertThat(Measures.withInterval(number, of(0.49214), of(0.48), of(0.505)))
                .isEqualTo("0.4921 [0.4800–0.5050]");
        assertThat(Measures.withInterval(share, of(0.49214), of(0.48), of(0.505)))
                .isEqualTo("49.21 % [48.0–50.5]");
        assertThat(Measures.withInterval(share, of(0.49214), OptionalDouble.empty(), OptionalDouble.empty()))
                .isEqualTo("49.21 %");
    }

    @Test
    void whereNothingIsLabelledAgreementIsTheMeasure() {
        assertThat(Measures.named(new Classification(10), Map.of("teacherAgreement", 0.98)))
                .isEqualTo("agreement 98.00 %");
    }

    private static OptionalDouble of(double value) {
        return OptionalDouble.of(value);
    }

    @Test
    void aRunWithoutAChampionSaysSo() {
        // When
        var lines = Tables.runs(CLOCK).lines(List.of(Examples.state(RunPhase.TEACHER, List.of(), List.of())), true);
        // Then
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).startsWith("digits").contains("TEACHER", Cells.NONE, "production.digits");
    }

    @Test
    void whatOthersWroteStaysInItsCell() {
        // Given
        var line = new RunHistoryEntry(
                "digits",
                1,
                Examples.NOW,
                "run",
                "",
                "PENDING",
                "pause c-1",
                "paused: \u001b[2J\u001b]0;x\u0007\nroot");
        // When
        var lines = Tables.history().lines(List.of(line), false);
        // Then
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).endsWith("paused: \\u001b[2J\\u001b]0;x\\u0007\\u000aroot");
    }

    @Test
    void aLineIsWorthPrintingAgainOnlyIfItSaysAnotherThing() {
        // Given
        var table = Tables.checkpoints(CLOCK, TASKS);
        var later = Tables.checkpoints(InstantSource.fixed(Examples.NOW.plusSeconds(60)), TASKS);
        // Then
        assertThat(later.content(CANDIDATE, false)).isEqualTo(table.content(CANDIDATE, false));
    }

    @Test
    void aDescriptionHasAllThatBelongsToTheRun() {
        // Given
        var state = Examples.state(
                RunPhase.DISTILLING,
                List.of(CANDIDATE),
                List.of(Examples.champion("step-0000000050-w0001", "99887766554433")));
        var status = RunStatus.of(List.of(Examples.teacher(17)), Map.of(), Map.of());
        // When
        var lines = new RunDescription(CLOCK).lines(state, status, List.of(Examples.history(1, "apply c-1")));
        // Then
        assertThat(String.join("\n", lines))
                .contains("Name:        digits")
                .contains("Phase:       DISTILLING")
                .contains("Champion:    small-cnn step-0000000050-w0001 (998877665544), accuracy 97.21 %, generation 1")
                .contains("no teacher yet")
                .contains("control      networks/own.pt, control")
                .contains("LABELLING")
                .contains("AWAITING_APPROVAL")
                .contains("paused by a person");
    }

    @Test
    void aDescriptionTellsThatTheChampionIsPinned() {
        // Given
        var state = Examples.pinned(
                Examples.state(RunPhase.DISTILLING, List.of(), List.of(Examples.champion("step-1", "99887766554433"))),
                new Pin("c-1", Examples.NOW, Optional.of(Examples.NOW.plusSeconds(7200)), Optional.of("a holiday")));
        // When
        var lines = new RunDescription(CLOCK).lines(state, RunStatus.of(List.of(), Map.of(), Map.of()), List.of());
        // Then
        assertThat(lines)
                .contains("Pinned:      since %s, until %s: a holiday"
                        .formatted(Examples.NOW, Examples.NOW.plusSeconds(7200)));
    }

    @Test
    void whatWasNotMeasuredIsNotToldAsANumber() {
        assertThat(Cells.percent(Optional.of(Double.NaN))).isEqualTo(Cells.NONE);
        assertThat(Cells.number(OptionalDouble.of(Double.NaN))).isEqualTo(Cells.NONE);
        assertThat(Cells.known("%.0f µs", Double.NaN)).isEqualTo(Cells.NONE);
        assertThat(Cells.known("%.0f µs", 61.2)).isEqualTo("61 µs");
    }

    @Test
    void agesAreShort() {
        assertThat(Cells.age(Examples.NOW.minusSeconds(42), Examples.NOW)).isEqualTo("42s");
        assertThat(Cells.age(Examples.NOW.minusSeconds(420), Examples.NOW)).isEqualTo("7m");
        assertThat(Cells.age(Examples.NOW.minusSeconds(3 * 3600), Examples.NOW)).isEqualTo("3h");
        assertThat(Cells.age(Examples.NOW.minusSeconds(50 * 3600), Examples.NOW))
                .isEqualTo("2d");
    }
}
