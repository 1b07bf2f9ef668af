package dev.limbeck.local.cli;

import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.local.stack.LocalHome;
import dev.limbeck.local.stack.UpFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** For commands that look into a run that was started on this machine. */
final class RunArguments {
    @Parameters(index = "0", paramLabel = "RUN", description = "Name of the run, digits for example.")
    private String run = "";

    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", description = "Another broker than the local one.")
    private Optional<String> bootstrapServers = Optional.empty();

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

    String bootstrapServers(LocalHome home) {
        return bootstrapServers.orElseGet(() -> new UpFile(home)
                .read()
                .orElseThrow(() -> new IllegalStateException(
                        "nothing is running in %s; start it with limbeck up or demo, or name a broker with --bootstrap-servers"
                                .formatted(home.directory())))
                .bootstrapServers());
    }

    KafkaConnection kafka(LocalHome home, String clientId) {
        return new KafkaConnection(bootstrapServers(home), clientId);
    }
}
