package dev.limbeck.local.view;

import dev.limbeck.contract.event.Comparison;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.PairedDifferences;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.metric.Metric;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The tables of {@code limbeck get}. */
public final class Tables {
    static final String MEASURE = "MEASURE";

    private Tables() {}

    public static Table<RunState> runs(InstantSource clock) {
        return Table.<RunState>builder()
                .text("NAME", 12, RunState::run)
                .text("PHASE", 12, state -> state.phase().name())
                .number(
                        "GEN",
                        3,
                        state -> Integer.toString(state.currentGeneration().number()))
                .number(
                        "CHECKPOINTS",
                        11,
                        state -> Integer.toString(state.candidates().size()))
                .text("CHAMPION", 22, state -> champion(state, Champion::checkpointId))
                .text(
                        MEASURE,
                        18,
                        state -> champion(
                                state,
                                champion -> Measures.named(
                                        state.declaration().spec().signature().task(),
                                        Measured.values(champion.score().metrics()))))
                .number(
                        "AGREEMENT",
                        9,
                        state -> champion(
                                state,
                                champion -> Measures.text(Metric.TEACHER_AGREEMENT, Optional.of(champion.score()))))
                .age(state -> Cells.age(state.createdAt(), clock.instant()))
                .wide("STUDENT", 12, state -> champion(state, Champion::student))
                .wide("TEACHER", 16, state -> state.teacher()
                        .map(TeacherPublished::version)
                        .orElse(Cells.NONE))
                .wide("SOURCE", 20, state -> state.declaration().spec().source().topic())
                .wide("REVISION", 8, state -> Long.toString(state.revision()))
                .wide("NOTE", 4, state -> state.note().orElse(""))
                .build();
    }

    private static String champion(RunState state, Function<Champion, String> text) {
        return state.currentChampion().map(text).orElse(Cells.NONE);
    }

    public static Table<Candidate> checkpoints(InstantSource clock, RunTasks tasks) {
        var columns = new MetricColumns<Candidate>(
                tasks, candidate -> candidate.checkpoint().run(), Candidate::metrics, 2);
        var table = Table.<Candidate>builder()
                .text("RUN", 12, candidate -> candidate.checkpoint().run())
                .number(
                        "GEN",
                        3,
                        candidate -> Integer.toString(candidate.checkpoint().generation()))
                .text("STUDENT", 12, candidate -> candidate.checkpoint().student())
                .text("CHECKPOINT", 22, candidate -> candidate.checkpoint().checkpointId())
                .text("DIGEST", 12, candidate -> Cells.digest(candidate.digest()))
                .text("PHASE", 17, candidate -> candidate.phase().name());
        columns.first(table).age(candidate -> Cells.age(candidate.since(), clock.instant()));
        return columns.others(table)
                .wide("REASON", 6, candidate -> candidate.reason().orElse(""))
                .build();
    }

    public static Table<EvaluationReport> evaluations(InstantSource clock, RunTasks tasks) {
        var columns = new MetricColumns<EvaluationReport>(
                tasks,
                EvaluationReport::run,
                report -> Measured.values(report.candidate().metrics()),
                3);
        var table = Table.<EvaluationReport>builder()
                .text("RUN", 12, EvaluationReport::run)
                .number("GEN", 3, report -> Integer.toString(report.generation()))
                .text("STUDENT", 12, report -> report.candidate().name())
                .text("CHECKPOINT", 22, report -> report.candidate().checkpointId());
        columns.first(table)
                .number("CHAMPION", 8, report -> headline(tasks, report, report.champion()))
                .number("TEACHER", 8, report -> headline(tasks, report, Optional.of(report.teacher())))
                .age(report -> Cells.age(report.evaluatedAt(), clock.instant()))
                .wide("CONTROL", 8, report -> headline(tasks, report, report.control()));
        return columns.others(table)
                .wide("WINS:LOSSES", 11, Tables::wins)
                .wide(
                        "RIGHT BY",
                        10,
                        report -> report.heldOut().reference().name().toLowerCase(Locale.ROOT))
                .wide("COMPARED WITH", 22, report -> report.champion()
                        .map(Score::checkpointId)
                        .orElse(Cells.NONE))
                .wide("EXAMPLES", 8, report -> "%,d".formatted(report.heldOut().examples()))
                .wide(
                        "ONE EXAMPLE",
                        11,
                        report ->
                                Cells.known("%.0f µs", report.candidate().cost().latencyMicros()))
                .wide(
                        "P99",
                        9,
                        report ->
                                Cells.known("%.0f µs", report.candidate().cost().latencyP99Micros()))
                .wide(
                        "1,000 EXAMPLES",
                        14,
                        report -> Cells.known(
                                "≈ %.2f J", report.candidate().cost().estimatedJoules()))
                .build();
    }

    /** Of another network than the candidate, in the unit of the candidate's. */
    private static String headline(RunTasks tasks, EvaluationReport report, Optional<Score> score) {
        return tasks.of(report.run())
                .map(task -> Measures.text(Measures.headline(task), score))
                .orElse(Cells.NONE);
    }

    /** Examples on which only one of candidate and champion is right, or is worth more than the other. */
    private static String wins(EvaluationReport report) {
        return report.againstChampion()
                .map(Tables::differences)
                .map(differences -> "%,d:%,d".formatted(examples(differences, 1), examples(differences, -1)))
                .orElse(Cells.NONE);
    }

    private static PairedDifferences differences(Comparison against) {
        return against.byRecord()
                .map(byRecord -> byRecord.byHardLabel().orElse(byRecord.byTeacher()))
                .orElseGet(() -> PairedDifferences.of(against.byHardLabel().orElse(against.byTeacher())));
    }

    /** @param sign of the differences that are meant */
    private static long examples(PairedDifferences differences, int sign) {
        return differences.byDifference().entrySet().stream()
                .filter(one -> Integer.signum(one.getKey()) == sign)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    public static Table<RunHistoryEntry> history() {
        return Table.<RunHistoryEntry>builder()
                .text("RUN", 12, RunHistoryEntry::run)
                .number("SEQ", 4, entry -> Long.toString(entry.sequence()))
                .text("AT", 20, entry -> entry.at()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString())
                .text("SUBJECT", 12, RunHistoryEntry::subject)
                .text("FROM", 12, entry -> entry.from().isEmpty() ? Cells.NONE : entry.from())
                .text("TO", 12, RunHistoryEntry::to)
                .text("NOTE", 4, RunHistoryEntry::note)
                .wide("CAUSE", 20, RunHistoryEntry::cause)
                .build();
    }
}
