package dev.limbeck.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.kafka.topic.TopicProvisioning;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LagIT {
    private static final TopicPartition PARTITION = new TopicPartition("lagging", 0);

    @Test
    void countsUpToTheOpenTransactionAndNotBeyond() throws Exception {
        var connection = Brokers.connection();
        try (var admin = connection.admin();
                var plain = connection.producer("plain");
                var transactional = connection.transactionalProducer("open", "lag-it")) {
            // Given
            new TopicProvisioning(admin).provide(List.of(new NewTopic("lagging", 1, (short) 1)));
            transactional.initTransactions();
            var first = plain.send(new ProducerRecord<>("lagging", new byte[] {1}));
            var second = plain.send(new ProducerRecord<>("lagging", new byte[] {2}));
            first.get();
            second.get();
            transactional.beginTransaction();
            transactional.send(new ProducerRecord<>("lagging", new byte[] {3})).get();
            // When
            var whileOpen = Lag.behind(admin, Map.of(PARTITION, 0L));
            transactional.commitTransaction();
            // Then
            assertThat(whileOpen.total()).isEqualTo(2);
            // The commit's marker, which counts too, is written after the commit returns.
            await().untilAsserted(() ->
                    assertThat(Lag.behind(admin, Map.of(PARTITION, 0L)).total()).isEqualTo(4));
        }
    }
}
