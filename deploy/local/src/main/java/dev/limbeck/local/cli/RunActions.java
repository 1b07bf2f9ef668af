package dev.limbeck.local.cli;

import dev.limbeck.contract.api.Accepted;
import dev.limbeck.local.api.Orchestrator;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands that move a run from one phase to another. */
final class RunActions {
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
            print(new CommandOutcome(orchestrator, accepted).lines());
            return ExitCode.OK;
        }
    }

    @Command(
            name = "pause",
            description = "Stops all work on a run within one mini-batch; limbeck resume continues there.")
    static final class Pause extends RunAction {
        @Option(names = "--reason", paramLabel = "TEXT", description = "Reason, for the run's history.")
        private Optional<String> reason = Optional.empty();

        @Override
        Accepted ask(Orchestrator orchestrator) throws InterruptedException {
            return orchestrator.ask(run(), "pause", reason);
        }
    }

    @Command(name = "resume", description = "Continues a paused run where it stopped.")
    static final class Resume extends RunAction {
        @Override
        Accepted ask(Orchestrator orchestrator) throws InterruptedException {
            return orchestrator.ask(run(), "resume", Optional.empty());
        }
    }

    @Command(name = "cancel", description = "Ends a run at once and for good; its champion and files are kept.")
    static final class Cancel extends RunAction {
        @Option(names = "--reason", paramLabel = "TEXT", description = "Reason, for the run's history.")
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
