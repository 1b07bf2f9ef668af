package dev.limbeck.benchmarks.machine;

import dev.limbeck.broker.EmbeddedBroker;
import java.io.IOException;

/** A broker in a process of its own. */
final class BrokerMain {
    static final String SERVES = "broker serves ";

    private BrokerMain() {}

    /** Serves until standard input ends. */
    public static void main(String[] arguments) throws IOException {
        try (var broker = EmbeddedBroker.temporary()) {
            System.out.println(SERVES + broker.bootstrapServers());
            while (System.in.read() >= 0) {
                // Nobody writes to it: it ends when the benchmark does.
            }
        }
    }
}
