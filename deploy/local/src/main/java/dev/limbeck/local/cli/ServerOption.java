package dev.limbeck.local.cli;

import dev.limbeck.local.api.Orchestrator;
import dev.limbeck.local.api.UnreachableException;
import dev.limbeck.local.stack.RunningStack;
import dev.limbeck.local.stack.UpFile;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which orchestrator a command asks: the one that runs here, or any other. */
final class ServerOption {
    private static final String ENVIRONMENT = "LIMBECK_SERVER";

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "URL of the orchestrator. Default: LIMBECK_SERVER if set, else the one on this machine.")
    private Optional<URI> server = Optional.empty();

    @Option(
            names = "--answer-within",
            paramLabel = "TIME",
            defaultValue = "${env:LIMBECK_ANSWER_WITHIN:-30s}",
            converter = ShortTime.class,
            description = {
                "How long to wait for an answer, as 30s or 2m.",
                "Default: LIMBECK_ANSWER_WITHIN if set, else 30s."
            })
    private Duration answerWithin = Orchestrator.ANSWER_WITHIN;

    /** @param home of the stack that runs here */
    Orchestrator orchestrator(HomeOption home) {
        return new Orchestrator(server.or(ServerOption::fromEnvironment).orElseGet(() -> running(home)), answerWithin);
    }

    private static Optional<URI> fromEnvironment() {
        return Optional.ofNullable(System.getenv(ENVIRONMENT))
                .filter(url -> !url.isBlank())
                .map(URI::create);
    }

    private static URI running(HomeOption home) {
        var stack = new UpFile(home.home()).read();
        if (stack.isEmpty()) {
            throw new UnreachableException(
                    "nothing is running in %s; start it with limbeck up, or name a server with --server"
                            .formatted(home.home().directory()));
        }
        return stack.flatMap(RunningStack::server)
                .orElseThrow(() -> new UnreachableException("the services are still starting"));
    }
}
