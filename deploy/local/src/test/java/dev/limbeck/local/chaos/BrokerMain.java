package dev.limbeck.local.chaos;

import dev.limbeck.broker.BrokerSettings;
import dev.limbeck.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;

/** A broker in a process of its own, to be killed and started again on the same directory and port. */
final class BrokerMain {
    private BrokerMain() {}

    /** Serves until standard input ends. */
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[1]);
        try (var broker =
                EmbeddedBroker.start(BrokerSettings.in(Path.of(arguments[0])).withPreferredPort(port))) {
            if (broker.port().isFallback()) {
                throw new IllegalStateException("port " + port + " is taken");
            }
            System.out.println("broker serves " + broker.bootstrapServers());
            while (System.in.read() >= 0) {
                // Nobody writes to it: it ends when the test does.
            }
        }
    }
}
