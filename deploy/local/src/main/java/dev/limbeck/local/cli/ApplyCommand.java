package dev.limbeck.local.cli;

import dev.limbeck.contract.api.Accepted;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.local.api.Orchestrator;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "apply",
        description = {
            "Declares a run, or changes its declaration; a changed teacher begins a new generation.",
            "A wrong declaration is refused before anything starts."
        })
final class ApplyCommand extends ApiCommand {
    @Mixin
    private final RunFile file = new RunFile();

    @Option(names = "--wait", description = "Waits until the run labels and trains; fails if it ends before that.")
    private boolean wait;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Orchestrator orchestrator = orchestrator();
        Accepted accepted = orchestrator.apply(file.document());
        var outcome = new CommandOutcome(orchestrator, accepted);
        print(outcome.lines());
        if (!wait) {
            return ExitCode.OK;
        }
        RunState state = outcome.await();
        while (!state.phase().isDistilling() && !state.phase().isFinal()) {
            RunPhase before = state.phase();
            state = outcome.awaitOther(before);
            print("%s run: %s".formatted(state.run(), state.phase()));
        }
        if (state.phase().isFinal()) {
            throw new IllegalStateException("run %s is %s%s"
                    .formatted(
                            state.run(),
                            state.phase(),
                            state.note().map(note -> ": " + note).orElse("")));
        }
        return ExitCode.OK;
    }
}
