package dev.limbeck.orchestrator.gate;

import dev.limbeck.contract.event.Comparison;
import dev.limbeck.contract.event.Comparison.ClassComparison;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.EvaluationReport.HeldOutSummary;
import dev.limbeck.contract.event.EvaluationReport.ObjectiveLoss;
import dev.limbeck.contract.event.PairedCounts;
import dev.limbeck.contract.event.Reference;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.event.Scores;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A report on a candidate, put together from what a test is about. */
record Reports(
        Score candidate,
        int examples,
        int labelled,
        Optional<Comparison> againstChampion,
        Optional<String> championDefect,
        Optional<Comparison> againstControl) {
    static final int EXAMPLES = 2000;

    static Reports firstCandidate() {
        return new Reports(
                score("small", Score.Arm.DISTILLED, 0.971),
                EXAMPLES,
                EXAMPLES,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Reports against(long wins, long losses) {
        return firstCandidate().besideChampion(comparison(wins, losses));
    }

    static Comparison comparison(long wins, long losses) {
        var counts = counts(EXAMPLES, wins, losses);
        return new Comparison(Optional.of(counts), counts, List.of(new ClassComparison(0, counts)));
    }

    /** Sixty are wrong for both. */
    static PairedCounts counts(long examples, long wins, long losses) {
        return new PairedCounts(examples - wins - losses - 60, wins, losses, 60);
    }

    Reports besideChampion(Comparison comparison) {
        return new Reports(candidate, examples, labelled, Optional.of(comparison), championDefect, againstControl);
    }

    Reports besideControl(long wins, long losses) {
        return new Reports(
                candidate, examples, labelled, againstChampion, championDefect, Optional.of(comparison(wins, losses)));
    }

    Reports withDefect(String defect) {
        return new Reports(candidate, examples, labelled, Optional.empty(), Optional.of(defect), againstControl);
    }

    Reports of(Score other) {
        return new Reports(other, examples, labelled, againstChampion, championDefect, againstControl);
    }

    Reports on(int someExamples, int someLabelled) {
        return new Reports(candidate, someExamples, someLabelled, againstChampion, championDefect, againstControl);
    }

    static Score score(String name, Score.Arm arm, double accuracy) {
        return Scores.of(
                name,
                arm,
                "step-100",
                100,
                Scores.metrics(accuracy, 0.1, 0.05, 0.012, 0.96, 0.05),
                new Score.Cost(9000, 40_000, 60, 90, 1));
    }

    EvaluationReport report() {
        var reference = labelled > 0 ? Reference.HARD_LABEL : Reference.TEACHER;
        return new EvaluationReport(
                "digits",
                1,
                "evaluate",
                1,
                "ab",
                new HeldOutSummary("held-out", examples, labelled, 0, reference, new TreeMap<>()),
                candidate,
                againstChampion.map(ignored -> score("small", Score.Arm.DISTILLED, 0.962)),
                championDefect,
                score("teacher", Score.Arm.TEACHER, 0.99),
                againstControl.map(ignored -> score("control", Score.Arm.CONTROL, 0.95)),
                againstChampion,
                comparison(0, 40),
                againstControl,
                new ObjectiveLoss(OptionalDouble.empty(), 0.2),
                Instant.parse("2026-11-21T10:00:00Z"),
                Optional.empty(),
                Optional.empty());
    }
}
