package dev.limbeck.orchestrator;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.service.RunStates;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The service as it is deployed: its configuration, its parts, its metrics. */
@QuarkusTest
@TestProfile(OrchestratorServiceIT.Alone.class)
@QuarkusTestResource(value = OrchestratorServiceIT.Broker.class, restrictToAnnotatedClass = true)
class OrchestratorServiceIT {
    @Inject
    KafkaConnection connection;

    @Test
    void takesUpARunAndKeepsTheMetricsOfItsClientsToItself() throws Exception {
        try (var services = new FakeServices(connection);
                var states = new RunStates(connection, state -> {})) {
            // Given
            states.start();
            // When
            services.command(new RunCommand.Apply("apply", Examples.run("digits"), Instant.now()));
            // Then
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(states.of("digits"))
                    .hasValueSatisfying(state -> assertThat(state.phase()).isEqualTo(RunPhase.TEACHER)));
            assertThat(get("/q/metrics").asString())
                    .contains("limbeck_orchestrator_inputs_skipped_total")
                    .doesNotContain("kafka_stream");
        }
    }

    /** A process of its own kind, so that other tests of the service start theirs. */
    public static class Alone implements QuarkusTestProfile {}

    /** A broker, and folders that go with the build. */
    public static class Broker implements QuarkusTestResourceLifecycleManager {
        private final EmbeddedBroker broker = EmbeddedBroker.temporary();

        @Override
        public Map<String, String> start() {
            try {
                var folder = Files.createTempDirectory("limbeck-orchestrator-");
                return Map.of(
                        "kafka.bootstrap.servers", broker.bootstrapServers(),
                        "limbeck.store", folder.resolve("store").toString(),
                        "limbeck.state", folder.resolve("state").toString(),
                        "quarkus.http.test-port", "0");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void stop() {
            broker.close();
        }
    }
}
