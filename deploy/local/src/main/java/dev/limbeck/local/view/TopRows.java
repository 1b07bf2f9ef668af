package dev.limbeck.local.view;

import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.contract.status.TeacherStatus;
import dev.limbeck.contract.status.WatchStatus;
import dev.limbeck.contract.task.Task;
import dev.limbeck.contract.time.Nanos;
import dev.limbeck.contract.time.Ticker;
import dev.limbeck.local.api.RunEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What every part of every run is at, and how fast: fed by events, read as rows. For many threads. */
public final class TopRows implements RunEvents {
    /** A part that has said nothing for so long is not there any more. */
    private static final Duration SILENT = Duration.ofSeconds(10);

    private static final Table<Row> PARTS = Table.<Row>builder()
            .text("RUN", 12, row -> row.status().run())
            .number("GEN", 3, row -> Integer.toString(row.status().generation()))
            .text("PART", 12, row -> row.status().part())
            .number("RECORDS", 11, row -> "%,d".formatted(row.records()))
            .number("RATE", 8, row -> Cells.perSecond(row.rate()))
            .number("LAG", 9, row -> row.status().watch().isPresent() ? Cells.NONE : "%,d".formatted(row.lag()))
            .number("BEHIND", 7, Row::behind)
            .number("STEP", 8, row -> row.status()
                    .student()
                    .map(student -> Long.toString(student.step()))
                    .orElse(Cells.NONE))
            .number(
                    "LOSS",
                    7,
                    row -> Cells.number(
                            row.status().student().map(StudentStatus::loss).orElse(OptionalDouble.empty())))
            .text("STATE", 10, Row::state)
            .build();

    private final Ticker ticker;
    private final Table<RunState> runs;
    private final Map<String, RunState> states = new TreeMap<>();
    private final RunTasks tasks = new RunTasks();
    private final Map<String, Row> parts = new TreeMap<>();
    private final Map<String, RateMeter> meters = new TreeMap<>();

    /**
     * @param clock for the age of runs
     * @param ticker for the silence of parts
     */
    public TopRows(InstantSource clock, Ticker ticker) {
        this.ticker = ticker;
        this.runs = Tables.runs(clock);
    }

    /**
     * @param task of its run; empty where nothing was heard of that yet
     * @param records labelled, trained or looked at
     * @param heard reading of the ticker
     */
    private record Row(PartStatus status, Optional<Task> task, long records, double rate, Duration heard) {
        long lag() {
            return status.teacher()
                    .map(TeacherStatus::lag)
                    .or(() -> status.student().map(StudentStatus::lag))
                    .orElse(0L);
        }

        /** How long the lag lasts at this rate. */
        String behind() {
            if (status.watch().isPresent()) {
                return Cells.NONE;
            }
            if (lag() == 0) {
                return "0s";
            }
            return rate > 0 ? String.format(Locale.ROOT, "%,.0fs", lag() / rate) : Cells.NONE;
        }

        String state() {
            if (status.watch().isPresent()) {
                return WatchText.of(status.watch().get(), task);
            }
            Optional<String> phase = status.teacher()
                    .map(teacher -> teacher.phase().name())
                    .or(() -> status.student().map(student -> student.phase().name()));
            Optional<String> paused = status.teacher()
                    .flatMap(TeacherStatus::pausedBecause)
                    .or(() -> status.student().flatMap(StudentStatus::pausedBecause));
            return phase.orElse(Cells.NONE)
                    + paused.map(reason -> ": " + reason).orElse("");
        }
    }

    @Override
    public synchronized void run(RunState state) {
        states.put(state.run(), state);
        tasks.hear(state);
    }

    @Override
    public synchronized void part(PartStatus status) {
        long records = status.teacher()
                .map(TeacherStatus::labelled)
                .or(() -> status.student().map(student -> student.ledger().trained()))
                .or(() -> status.watch().map(WatchStatus::examples))
                .orElse(0L);
        double rate = meters.computeIfAbsent(status.key(), key -> new RateMeter())
                .at(records, Nanos.of(Duration.between(Instant.EPOCH, status.at())));
        parts.put(status.key(), new Row(status, tasks.of(status.run()), records, rate, ticker.reading()));
    }

    /** First the runs, then their parts. */
    public synchronized List<String> lines() {
        var lines = new ArrayList<>(runs.lines(List.copyOf(states.values()), false));
        lines.add("");
        lines.addAll(partLines());
        return lines;
    }

    synchronized List<String> partLines() {
        parts.values().removeIf(row -> ticker.since(row.heard()).compareTo(SILENT) > 0);
        meters.keySet().retainAll(parts.keySet());
        return PARTS.lines(List.copyOf(parts.values()), false);
    }
}
