package dev.limbeck.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KafkaConnectionTest {
    private final KafkaConnection connection = new KafkaConnection("broker:9092", "limbeck-digits-teacher");

    @Test
    void consumersReadOnlyWhatIsCommittedAndCommitNothingThemselves() {
        assertThat(connection.consumerProperties("labelling", OffsetReset.NONE))
                .containsEntry("bootstrap.servers", "broker:9092")
                .containsEntry("client.id", "limbeck-digits-teacher-labelling")
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("enable.auto.commit", false)
                .containsEntry("auto.offset.reset", "none")
                .containsEntry("allow.auto.create.topics", false)
                .containsEntry("metadata.max.age.ms", 3000);
    }

    @Test
    void producersNeitherLoseNorDouble() {
        assertThat(connection.producerProperties("examples"))
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("max.in.flight.requests.per.connection", 1)
                .containsEntry("compression.type", "lz4");
    }
}
