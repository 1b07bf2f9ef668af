package dev.limbeck.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.topic.TopicProvisioning;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RunStatesIT {
    @Test
    void tellsOfEveryRunAsItStandsThenOfEveryChange() throws Exception {
        try (var broker = EmbeddedBroker.temporary()) {
            // Given
            var connection = new KafkaConnection(broker.bootstrapServers(), "test");
            TopicProvisioning.provideShared(connection);
            say(connection, Examples.state("digits", 1, RunPhase.TEACHER));
            say(connection, Examples.state("letters", 1, RunPhase.TEACHER));
            say(connection, Examples.state("digits", 2, RunPhase.DISTILLING));
            var told = new CopyOnWriteArrayList<RunState>();
            try (var states = new RunStates(connection, told::add)) {
                // When
                states.start();
                await().atMost(Duration.ofSeconds(20)).until(states::isCaughtUp);
                // Then
                assertThat(told)
                        .containsExactlyInAnyOrder(
                                Examples.state("digits", 2, RunPhase.DISTILLING),
                                Examples.state("letters", 1, RunPhase.TEACHER));
                // When
                say(connection, Examples.state("digits", 3, RunPhase.PAUSED));
                // Then
                await().atMost(Duration.ofSeconds(20)).until(() -> told.size() == 3);
                assertThat(states.of("digits")).contains(Examples.state("digits", 3, RunPhase.PAUSED));
                assertThat(states.all()).hasSize(2);
            }
        }
    }

    private static void say(KafkaConnection connection, RunState state) throws Exception {
        try (var producer = connection.producer("states")) {
            producer.send(new ProducerRecord<>(
                            RunTopics.RUN_STATE, state.run().getBytes(UTF_8), ContractJson.write(state)))
                    .get();
        }
    }
}
