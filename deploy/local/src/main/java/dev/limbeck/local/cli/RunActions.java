package dev.limbeck.local.cli;

import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.local.api.Accepted;
import dev.limbeck.local.api.Orchestrator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands that move a run from one phase to another. */
final class RunActions {
    private static final Duration CARRIED_OUT_WITHIN = Duration.ofSeconds(10);

    private RunActions() {}

    /** What they have in common: a run, and telling what became of it. */
    abstract static class RunAction extends ApiCommand {
        @Parameters(index = "0", paramLabel = "RUN", description = "Name of the run.")
        private String run = "";

        String run() {
            return run;
        }

        abstract Accepted ask(Orchestrator orchestrator) throws InterruptedException;

        @Override
        public Integer call() throws InterruptedException {
            Orchestrator orchestrator = orchestrator();
            Accepted accepted = ask(orchestrator);
            print(new CommandOutcome(orchestrator, accepted)
                    .within(CARRIED_OUT_WITHIN)
                    .map(RunAction::describe)
                    .orElseGet(() ->
                            List.of("accepted; what becomes of it will be in limbeck get history " + accepted.run())));
            return ExitCode.OK;
        }

        private static List<String> describe(List<RunHistoryEntry> history) {
            return history.stream()
                    .map(entry -> "%s %s: %s → %s, %s"
                            .formatted(entry.run(), entry.subject(), entry.from(), entry.to(), entry.note()))
                    .toList();
        }
    }

    @Command(name = "pause", description = "Stops all work on a run within a mini-batch; limbeck resume goes on there.")
    static final class Pause extends RunAction {
        @Option(names = "--reason", paramLabel = "TEXT", description = "Why; stands in the run's history.")
        private Optional<String> reason = Optional.empty();

        @Override
        Accepted ask(Orchestrator orchestrator) throws InterruptedException {
            return orchestrator.ask(run(), "pause", reason);
        }
    }

    @Command(name = "resume", description = "Lets a paused run go on where it stopped.")
    static final class Resume extends RunAction {
        @Override
        Accepted ask(Orchestrator orchestrator) throws InterruptedException {
            return orchestrator.ask(run(), "resume", Optional.empty());
        }
    }

    @Command(name = "cancel", description = "Stops all work on a run for good; what it made stays.")
    static final class Cancel extends RunAction {
        @Option(names = "--reason", paramLabel = "TEXT", description = "Why; stands in the run's history.")
        private Optional<String> reason = Optional.empty();

        @Override
        Accepted ask(Orchestrator orchestrator) throws InterruptedException {
            return orchestrator.ask(run(), "cancel", reason);
        }
    }

    @Command(
            name = "drain",
            description = "Labels and trains on what the source topic holds now, then completes the run.")
    static final class Drain extends RunAction {
        @Override
        Accepted ask(Orchestrator orchestrator) throws InterruptedException {
            return orchestrator.ask(run(), "drain", Optional.empty());
        }
    }
}
