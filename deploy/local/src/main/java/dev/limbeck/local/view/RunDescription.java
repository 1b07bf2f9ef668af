package dev.limbeck.local.view;

import dev.limbeck.contract.api.RunStatus;
import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.GenerationRecord;
import dev.limbeck.contract.lifecycle.Observations;
import dev.limbeck.contract.lifecycle.Pin;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.task.Task;
import dev.limbeck.contract.time.Ticker;
import dev.limbeck.local.terminal.Printable;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** All that is worth knowing of one run, over several lines. */
public final class RunDescription {
    private static final int NEWEST_CANDIDATES = 10;
    private static final int NEWEST_HISTORY = 15;
    private static final String FIELD = "%-13s%s";

    private final InstantSource clock;

    public RunDescription(InstantSource clock) {
        this.clock = clock;
    }

    public List<String> lines(RunState state, RunStatus status, List<RunHistoryEntry> history) {
        var lines = new ArrayList<String>();
        lines.addAll(head(state));
        section(
                lines,
                "Generations",
                state.generations().stream()
                        .map(generation -> generation(taskOf(state), generation))
                        .toList());
        section(
                lines,
                "Students",
                state.declaration().spec().students().stream()
                        .map(student -> student(
                                student,
                                state.currentGeneration().observations().givenUp(student.name())))
                        .toList());
        section(lines, "Drift", drifts(state));
        section(lines, "At work", working(state, status.parts()));
        var newestFirst = newestFirst(state.candidates());
        section(
                lines,
                "Checkpoints",
                Tables.checkpoints(clock, RunTasks.of(state))
                        .lines(newestFirst.subList(0, Math.min(NEWEST_CANDIDATES, newestFirst.size())), true));
        section(
                lines,
                "History",
                Tables.history()
                        .lines(history.subList(Math.max(0, history.size() - NEWEST_HISTORY), history.size()), false));
        return lines;
    }

    private List<String> head(RunState state) {
        var lines = new ArrayList<String>();
        field(lines, "Name", state.run());
        field(
                lines,
                "Phase",
                state.phase()
                        + state.resumesTo()
                                .map(phase -> ", resumes to " + phase)
                                .orElse(""));
        state.note().ifPresent(note -> field(lines, "Note", note));
        state.teacherBehind().ifPresent(why -> field(lines, "Held", "Nothing is promoted for now. " + why));
        state.pin().ifPresent(pin -> field(lines, "Pinned", pinned(pin)));
        field(lines, "Source", state.declaration().spec().source().topic());
        field(
                lines,
                "Champion",
                state.currentChampion()
                        .map(champion -> "%s %s (%s), %s, generation %d"
                                .formatted(
                                        champion.student(),
                                        champion.checkpointId(),
                                        Cells.digest(champion.checkpointDigest()),
                                        Measures.inSentence(taskOf(state), champion.score()),
                                        champion.generation()))
                        .orElse("none yet"));
        field(
                lines,
                "Promotion",
                "%s, %s"
                        .formatted(
                                state.declaration()
                                        .spec()
                                        .promotion()
                                        .metric()
                                        .name()
                                        .toLowerCase(Locale.ROOT),
                                state.declaration()
                                        .spec()
                                        .promotion()
                                        .approval()
                                        .name()
                                        .toLowerCase(Locale.ROOT)));
        field(
                lines,
                "Completion",
                state.declaration()
                        .spec()
                        .completion()
                        .afterRecords()
                        .map("after %,d records"::formatted)
                        .orElse("when it is drained or cancelled"));
        field(
                lines,
                "Created",
                "%s (%s ago)".formatted(state.createdAt(), Cells.age(state.createdAt(), clock.instant())));
        field(lines, "Revision", Long.toString(state.revision()));
        return lines;
    }

    private static String pinned(Pin pin) {
        return "since %s, %s%s"
                .formatted(
                        pin.since(),
                        pin.until().map(end -> "until " + end).orElse("until limbeck unpin"),
                        pin.reason().map(": "::concat).orElse(""));
    }

    private static void field(List<String> lines, String name, String value) {
        lines.add(FIELD.formatted(name + ":", Printable.text(value)));
    }

    private static Task taskOf(RunState state) {
        return state.declaration().spec().signature().task();
    }

    private static String generation(Task task, GenerationRecord generation) {
        return "%d  %s  %s%s%s%s"
                .formatted(
                        generation.number(),
                        generation
                                .teacher()
                                .map(teacher -> "teacher %s, %s, %,d parameters"
                                        .formatted(teacher.version(), numbers(task, teacher), teacher.parameters()))
                                .orElse("no teacher yet"),
                        generation.cause(),
                        generation.labelledFrom().isEmpty() ? "" : "; labels from offset " + generation.labelledFrom(),
                        generation
                                .beginsFrom()
                                .map(champion ->
                                        "; begins from %s %s".formatted(champion.student(), champion.checkpointId()))
                                .orElse(""),
                        generation.adjustment().equals(Adjustment.NONE)
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        "; soft targets weigh %.3f, steps are %.1f times as large",
                                        generation.adjustment().softTargetWeightFactor(),
                                        generation.adjustment().learningRateFactor()));
    }

    /** All that was measured on the labelled test part. */
    private static String numbers(Task task, TeacherPublished teacher) {
        String known = task.metrics().stream()
                .flatMap(metric -> teacher.metric(task, metric.name()).stream()
                        .mapToObj(value -> metric.title() + " " + Measures.text(metric, value)))
                .collect(Collectors.joining(", "));
        return known.isEmpty() ? Measures.headline(task).title() + " " + Cells.NONE : known;
    }

    private static List<String> drifts(RunState state) {
        return state.generations().stream()
                .flatMap(generation -> generation.observations().drifts().stream())
                .map(RunDescription::drift)
                .toList();
    }

    private static String drift(Observations.Drift drift) {
        var detected = drift.detected();
        return String.format(
                Locale.ROOT,
                "%s  generation %d, %s: %.4g to %.4g after %,d examples (%s)%s",
                detected.at().truncatedTo(ChronoUnit.SECONDS),
                detected.generation(),
                detected.signal().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                detected.before(),
                detected.after(),
                detected.examples(),
                detected.detector(),
                drift.followed() ? "" : ", nothing followed");
    }

    private static String student(StudentSpec student, Optional<String> givenUp) {
        return "%-12s %s%s%s"
                .formatted(
                        student.name(),
                        student.network(),
                        student.isControl() ? ", control" : "",
                        givenUp.map("; given up: "::concat).orElse(""));
    }

    private List<String> working(RunState state, List<PartStatus> parts) {
        if (parts.isEmpty()) {
            return List.of();
        }
        var rows = new TopRows(clock, Ticker.SYSTEM);
        rows.run(state);
        parts.forEach(rows::part);
        return rows.partLines();
    }

    private static List<Candidate> newestFirst(List<Candidate> candidates) {
        var reversed = new ArrayList<>(candidates);
        Collections.reverse(reversed);
        return reversed;
    }

    private static void section(List<String> lines, String heading, List<String> content) {
        if (!content.isEmpty()) {
            lines.add("");
            lines.add(heading + ":");
            content.forEach(line -> lines.add("  " + Printable.text(line)));
        }
    }
}
