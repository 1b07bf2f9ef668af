package dev.limbeck.orchestrator.view;

import static dev.limbeck.orchestrator.Runs.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.orchestrator.Runs;
import dev.limbeck.orchestrator.StateIn;
import io.quarkus.runtime.ShutdownEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewStreamsIT {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static EmbeddedBroker broker;
    private static KafkaConnection connection;
    private static KafkaProducer<byte[], byte[]> producer;

    @TempDir
    private Path folder;

    @BeforeAll
    static void connect() {
        broker = EmbeddedBroker.temporary();
        connection = new KafkaConnection(broker.bootstrapServers(), "view-test");
        TopicProvisioning.provideShared(connection);
        producer = connection.producer("feed");
    }

    @AfterAll
    static void disconnect() {
        producer.close();
        broker.close();
    }

    @Test
    void answersTheSameAfterARestartAndAfterTheLossOfItsFolder() throws Exception {
        // Given
        send(RunTopics.RUN_STATE, "digits", Runs.state("digits", 1, RunPhase.PENDING));
        send(RunTopics.RUN_HISTORY, Runs.line("digits", 1).key(), Runs.line("digits", 1));
        send(RunTopics.EVALUATIONS, "digits/o-1", Runs.report("digits", "o-1", NOON));
        assertAnswers(folder.resolve("first"), 1);
        // When
        send(RunTopics.RUN_STATE, "digits", Runs.state("digits", 2, RunPhase.DISTILLING));
        // Then
        assertAnswers(folder.resolve("first"), 2);
        assertAnswers(folder.resolve("second"), 2);
    }

    @Test
    void passesOverWhatCannotBeRead() throws Exception {
        // Given
        send(RunTopics.RUN_STATE, "broken", "no state");
        send(RunTopics.RUN_STATE, "whole", Runs.state("whole", 1, RunPhase.PENDING));
        var streams = started(folder);
        try {
            var views = new RunViews(streams);
            // Then
            assertThat(views.run("broken")).isEmpty();
            assertThat(views.runs())
                    .extracting(state -> state.run())
                    .contains("whole")
                    .doesNotContain("broken");
        } finally {
            streams.stop(new ShutdownEvent());
        }
    }

    private static void assertAnswers(Path folder, long revision) {
        var streams = started(folder);
        try {
            var views = new RunViews(streams);
            await().atMost(LONG).untilAsserted(() -> assertThat(views.run("digits"))
                    .hasValueSatisfying(state -> assertThat(state.revision()).isEqualTo(revision)));
            assertThat(views.history("digits", 0, 10)).containsExactly(Runs.line("digits", 1));
            assertThat(views.history("digits", 1, 10)).isEmpty();
            assertThat(views.evaluations("digits", 10)).containsExactly(Runs.report("digits", "o-1", NOON));
        } finally {
            streams.stop(new ShutdownEvent());
        }
    }

    private static ViewStreams started(Path folder) {
        var changes = new Changes(10);
        var streams = new ViewStreams(connection, changes, new StateIn(folder));
        streams.start();
        await().atMost(LONG).until(streams::isReady);
        return streams;
    }

    private static void send(String topic, String key, Object document) throws Exception {
        producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), ContractJson.write(document)))
                .get();
    }
}
