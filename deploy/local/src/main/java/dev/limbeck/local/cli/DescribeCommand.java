package dev.limbeck.local.cli;

import dev.limbeck.local.api.Orchestrator;
import dev.limbeck.local.view.RunDescription;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

@Command(name = "describe", description = "All that is worth knowing of one run: how it stands, and how it came there.")
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
