package dev.limbeck.local.cli;

import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.local.stack.UpFile;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which broker a command talks to: the one that runs here, or any other. */
final class BrokerOption {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", description = "Another broker than the local one.")
    private Optional<String> bootstrapServers = Optional.empty();

    /** Where Limbeck stores things here. */
    HomeOption home() {
        return home;
    }

    /** @param command tells this client from others in the broker's logs */
    KafkaConnection connection(String command) {
        return new KafkaConnection(bootstrapServers(), "limbeck-" + command);
    }

    String bootstrapServers() {
        return bootstrapServers.orElseGet(this::local);
    }

    private String local() {
        return new UpFile(home.home())
                .read()
                .orElseThrow(() -> new IllegalStateException(
                        "nothing is running in %s; start it with limbeck up, or name a broker with --bootstrap-servers"
                                .formatted(home.home().directory())))
                .bootstrapServers();
    }
}
