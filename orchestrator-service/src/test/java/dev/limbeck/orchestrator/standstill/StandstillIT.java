package dev.limbeck.orchestrator.standstill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.orchestrator.progress.KafkaProgress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StandstillIT {
    private static final String GROUP = "readers";
    private static final TopicPartition COMMANDS = new TopicPartition(RunTopics.RUN_COMMANDS, 0);

    @Test
    void seesWhatAGroupHasNotTakenAndIsNotDeceivedByMarkers() {
        try (var broker = EmbeddedBroker.temporary()) {
            // Given
            var connection = new KafkaConnection(broker.bootstrapServers(), "standstill-it");
            TopicProvisioning.provideShared(connection);
            write(connection);
            var standstill = new Standstill(GROUP, List.of(RunTopics.RUN_COMMANDS), Duration.ofSeconds(30));
            try (var progress = new KafkaProgress(connection, "standstill")) {
                // Then
                assertThat(look(standstill, progress, 0)).isEmpty();
                assertThat(look(standstill, progress, 30))
                        .contains("nothing of limbeck.run.commands-0 was taken for 30 s,"
                                + " where there are inputs up to offset 2");
                // When: read is the record, and not the marker behind it
                commit(connection, 1);
                // Then
                assertThat(look(standstill, progress, 40)).isEmpty();
                assertThat(look(standstill, progress, 100)).isEmpty();
            }
        }
    }

    private static Optional<String> look(Standstill standstill, KafkaProgress progress, long seconds) {
        return standstill.look(progress, Duration.ofSeconds(seconds).toNanos());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the commit fails when the send did
    private static void write(KafkaConnection connection) {
        try (var producer = connection.transactionalProducer("commands", "commands")) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(COMMANDS.topic(), COMMANDS.partition(), null, new byte[] {1}));
            producer.commitTransaction();
        }
    }

    private static void commit(KafkaConnection connection, long position) {
        try (var consumer = connection.groupConsumer("reader", GROUP, OffsetReset.EARLIEST, 1)) {
            consumer.assign(List.of(COMMANDS));
            consumer.commitSync(Map.of(COMMANDS, new OffsetAndMetadata(position)));
        }
    }
}
