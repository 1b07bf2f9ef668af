package dev.limbeck.orchestrator.streams;

import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.topic.TopicLook;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** As the broker says. It stays connected: every task asks, and does so while its runs wait. */
public final class KafkaTopicIds implements TopicIds, AutoCloseable {
    private final Admin admin;

    public KafkaTopicIds(KafkaConnection connection) {
        this.admin = connection.admin();
    }

    @Override
    public String of(String topic) {
        return new TopicLook(admin, topic)
                .identity()
                .orElseThrow(() -> new UnknownTopicOrPartitionException("there is no topic " + topic))
                .id();
    }

    @Override
    public void close() {
        admin.close();
    }
}
