package dev.limbeck.local.cli;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.local.api.Orchestrator;
import dev.limbeck.local.api.RunEvents;
import dev.limbeck.local.view.CheckpointName;
import dev.limbeck.local.view.RunTasks;
import dev.limbeck.local.view.Table;
import dev.limbeck.local.view.Tables;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Things of one kind: how to ask for them, how to hear of them, and how they look.
 *
 * @param identity what stays the same when one of them changes
 * @param hearing gives those that an event brings to its argument
 */
record Listing<T>(
        Table<T> table, Fetch<T> fetch, Function<T, String> identity, Function<Consumer<T>, RunEvents> hearing) {
    /** How many evaluations of a run are listed. */
    private static final int EVALUATIONS = 1_000;

    /** A question to the orchestrator. */
    @FunctionalInterface
    interface Fetch<T> {
        /** @param run empty for all */
        List<T> of(Orchestrator orchestrator, Optional<String> run) throws InterruptedException;
    }

    /** A question about one run. */
    @FunctionalInterface
    private interface FetchOfRun<T> {
        List<T> of(Orchestrator orchestrator, String run) throws InterruptedException;
    }

    static Listing<RunState> runs(Table<RunState> table) {
        return new Listing<>(
                table,
                (orchestrator, run) -> run.isPresent() ? List.of(orchestrator.run(run.get())) : orchestrator.runs(),
                RunState::run,
                heard -> new RunEvents() {
                    @Override
                    public void run(RunState state) {
                        heard.accept(state);
                    }
                });
    }

    static Listing<Candidate> checkpoints(InstantSource clock, RunTasks tasks) {
        return new Listing<>(
                Tables.checkpoints(clock, tasks),
                ofEach(Orchestrator::checkpoints),
                candidate -> candidate.checkpoint().run() + "/" + CheckpointName.of(candidate),
                heard -> new RunEvents() {
                    @Override
                    public void run(RunState state) {
                        tasks.hear(state);
                        state.candidates().forEach(heard);
                    }
                });
    }

    static Listing<EvaluationReport> evaluations(InstantSource clock, RunTasks tasks) {
        return new Listing<>(
                Tables.evaluations(clock, tasks),
                ofEach((orchestrator, run) -> orchestrator.evaluations(run, EVALUATIONS)),
                report -> report.orderId() + "/" + report.attempt(),
                heard -> new RunEvents() {
                    @Override
                    public void run(RunState state) {
                        tasks.hear(state);
                    }

                    @Override
                    public void evaluation(EvaluationReport report) {
                        heard.accept(report);
                    }
                });
    }

    static Listing<RunHistoryEntry> history(Table<RunHistoryEntry> table) {
        return new Listing<>(table, ofEach(Orchestrator::history), RunHistoryEntry::key, heard -> new RunEvents() {
            @Override
            public void history(RunHistoryEntry entry) {
                heard.accept(entry);
            }
        });
    }

    private static <T> Fetch<T> ofEach(FetchOfRun<T> fetch) {
        return (orchestrator, run) -> {
            if (run.isPresent()) {
                return fetch.of(orchestrator, run.get());
            }
            var all = new ArrayList<T>();
            for (RunState state : orchestrator.runs()) {
                all.addAll(fetch.of(orchestrator, state.run()));
            }
            return all;
        };
    }
}
