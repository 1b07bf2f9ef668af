package dev.limbeck.orchestrator;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.service.RunStates;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The service as it is deployed: its configuration, its parts, its metrics. */
@QuarkusTest
@TestProfile(OrchestratorServiceIT.Alone.class)
@QuarkusTestResource(value = OrchestratorServiceIT.Broker.class, restrictToAnnotatedClass = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OrchestratorServiceIT {
    @Inject
    KafkaConnection connection;

    @Inject
    KafkaStreams lifecycle;

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    @TestHTTPResource(value = "/health/ready", management = true)
    URL ready;

    @Test
    @Order(1)
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
            assertThat(get(metrics).asString())
                    .contains("limbeck_orchestrator_inputs_skipped_total")
                    .doesNotContain("kafka_stream");
        }
    }

    /** The last one: nothing moves in this process any more. */
    @Test
    @Order(2)
    void isNotReadyAndTakesNoCommandOnceTheLifecycleStandsStill() {
        // Given
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(get(ready).statusCode()).isEqualTo(200));
        // When
        lifecycle.close(Duration.ofSeconds(30));
        // Then
        assertThat(get(ready).statusCode()).isEqualTo(503);
        assertThat(get(ready).asString()).contains("its process has stopped moving runs");
        var answer = given().contentType("application/json")
                .body(ContractJson.write(Examples.run("another")))
                .post("/api/v1/runs");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.jsonPath().getString("detail"))
                .isEqualTo("the runs do not move, so the command is not taken: its process has stopped moving runs");
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
                        "quarkus.http.test-port", "0",
                        "quarkus.management.test-port", "0");
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
