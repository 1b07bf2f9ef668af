package dev.limbeck.local.cli;

import dev.limbeck.kafka.ClientSettings;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.local.stack.UpFile;
import java.util.HashMap;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which broker a command talks to: the one that runs here, or any other. */
final class BrokerOption {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = {
                "Broker to use instead of the local one. Default: KAFKA_BOOTSTRAP_SERVERS.",
                "Security is set by the environment as for the services, as in KAFKA_SECURITY_PROTOCOL."
            })
    private Optional<String> bootstrapServers = Optional.empty();

    /** Where Limbeck stores things here. */
    HomeOption home() {
        return home;
    }

    /** @param command tells this client from others in the broker's logs */
    KafkaConnection connection(String command) {
        var settings = new HashMap<>(ClientSettings.ofProcess());
        settings.put(ClientSettings.BOOTSTRAP_SERVERS, bootstrapServers());
        return new KafkaConnection(settings, "limbeck-" + command);
    }

    String bootstrapServers() {
        return bootstrapServers
                .or(() -> Optional.ofNullable(ClientSettings.ofProcess().get(ClientSettings.BOOTSTRAP_SERVERS)))
                .orElseGet(this::local);
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
