package dev.limbeck.local.cli;

import dev.limbeck.local.api.Orchestrator;
import dev.limbeck.local.view.RunDescription;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

@Command(name = "describe", description = "Shows one run in full: its state, its students, and how it got there.")
final class DescribeCommand extends ApiCommand {
    @Parameters(index = "0", paramLabel = "RUN", description = "Name of the run.")
    private String run = "";

    @Override
    public Integer call() throws InterruptedException {
        Orchestrator orchestrator = orchestrator();
        print(new RunDescription(Clock.systemUTC())
                .lines(orchestrator.run(run), orchestrator.status(run), orchestrator.history(run)));
        return ExitCode.OK;
    }
}
