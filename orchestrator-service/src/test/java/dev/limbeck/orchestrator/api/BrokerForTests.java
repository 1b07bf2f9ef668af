package dev.limbeck.orchestrator.api;

import dev.limbeck.broker.EmbeddedBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A broker, and folders of their own, for the service under test. */
public class BrokerForTests implements QuarkusTestResourceLifecycleManager {
    private @Nullable EmbeddedBroker broker;

    @Override
    public Map<String, String> start() {
        broker = EmbeddedBroker.temporary();
        try {
            return Map.of(
                    "kafka.bootstrap.servers",
                    broker.bootstrapServers(),
                    "limbeck.state",
                    Files.createTempDirectory("limbeck-state-").toString(),
                    "limbeck.store",
                    Files.createTempDirectory("limbeck-store-").toString(),
                    "limbeck.http.longest-body",
                    "3s",
                    "quarkus.http.test-port",
                    "0",
                    "quarkus.management.test-port",
                    "0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.close();
        }
    }
}
