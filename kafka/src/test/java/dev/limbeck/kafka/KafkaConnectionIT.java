package dev.limbeck.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

class KafkaConnectionIT {
    private static final int PARTITIONS = 24;
    private static final int RECORDS_OF_EACH = 4;

    /** More than one batch for each partition, so that a later one could overtake one that the broker turns away. */
    @Test
    void aTopicTakesEveryRecordInOrderFromTheMomentItIsCreated() throws Exception {
        // Given
        byte[] value = new byte[70 * 1024];
        new SplittableRandom(1).nextBytes(value);
        for (int round = 0; round < 10; round++) {
            var topic = new NewTopic("new-" + round, PARTITIONS, (short) 1);
            var sent = new ArrayList<Future<RecordMetadata>>();
            try (var admin = Brokers.connection().admin();
                    var producer = Brokers.connection().producer("new")) {
                // When
                KafkaAnswers.await(admin.createTopics(List.of(topic)).all());
                for (int i = 0; i < RECORDS_OF_EACH * PARTITIONS; i++) {
                    sent.add(producer.send(new ProducerRecord<>(topic.name(), i % PARTITIONS, null, value)));
                }
                // Then
                for (int i = 0; i < sent.size(); i++) {
                    assertThat(sent.get(i).get(10, TimeUnit.SECONDS).offset()).isEqualTo(i / PARTITIONS);
                }
            }
        }
    }
}
