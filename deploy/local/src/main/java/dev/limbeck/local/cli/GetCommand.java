package dev.limbeck.local.cli;

import dev.limbeck.local.api.Orchestrator;
import dev.limbeck.local.view.RunTasks;
import dev.limbeck.local.view.Tables;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "get",
        description = {
            "Lists runs, their checkpoints, evaluations or history.",
            "With -w: lists what there is, then prints a line for every change, until Ctrl-C."
        })
final class GetCommand extends ApiCommand {
    /** What is listed. Named in lower case, as they are typed. */
    enum Kind {
        runs,
        checkpoints,
        evaluations,
        history
    }

    @Parameters(index = "0", paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}")
    private Kind kind = Kind.runs;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "RUN",
            description = "Only those of this run. Default: of all runs.")
    private Optional<String> run = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "Output format: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private ListFormat format = ListFormat.table;

    @Option(
            names = {"-w", "--watch"},
            description = "Keeps printing changes. With json, one document a line.")
    private boolean watch;

    @Override
    public Integer call() throws InterruptedException {
        Orchestrator orchestrator = orchestrator();
        show(orchestrator, listing(orchestrator));
        return ExitCode.OK;
    }

    private <T> void show(Orchestrator orchestrator, Listing<T> listing) throws InterruptedException {
        if (watch) {
            new ChangePrinter<>(listing, format, this::print).follow(orchestrator, run, line -> err().println(line));
            return;
        }
        var items = listing.fetch().of(orchestrator, run);
        print(
                items.isEmpty() && format.isTable()
                        ? List.of("no " + kind)
                        : format.lines(items, listing.table(), run.isPresent() && kind == Kind.runs));
    }

    private Listing<?> listing(Orchestrator orchestrator) throws InterruptedException {
        var clock = Clock.systemUTC();
        return switch (kind) {
            case runs -> Listing.runs(Tables.runs(clock));
            case checkpoints -> Listing.checkpoints(clock, tasks(orchestrator));
            case evaluations -> Listing.evaluations(clock, tasks(orchestrator));
            case history -> Listing.history(Tables.history());
        };
    }

    /** Of the runs that are listed: their metrics are the columns. */
    private RunTasks tasks(Orchestrator orchestrator) throws InterruptedException {
        var tasks = new RunTasks();
        if (format.isTable()) {
            var runs = run.isPresent() ? List.of(orchestrator.run(run.get())) : orchestrator.runs();
            runs.forEach(tasks::hear);
        }
        return tasks;
    }
}
