package dev.limbeck.local.cli;

import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.local.stack.LocalHome;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** Which run a command looks into: one that was started on this machine. */
final class RunArguments {
    @Parameters(index = "0", paramLabel = "RUN", description = "Name of the run, digits for example.")
    private String run = "";

    DistillationRun declaration(LocalHome home) {
        return RunSpecReader.read(specFile(home));
    }

    Path specFile(LocalHome home) {
        Path spec = home.runSpec(run);
        if (!Files.exists(spec)) {
            throw new IllegalArgumentException("RUN is %s, but %s does not exist; no such run was started in %s"
                    .formatted(run, spec, home.directory()));
        }
        return spec;
    }
}
