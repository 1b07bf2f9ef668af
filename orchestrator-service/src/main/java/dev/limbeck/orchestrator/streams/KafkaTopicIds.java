package dev.limbeck.orchestrator.streams;

import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.topic.TopicLook;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** As the broker says. */
public record KafkaTopicIds(KafkaConnection connection) implements TopicIds {
    @Override
    public String of(String topic) {
        try (var admin = connection.admin()) {
            return new TopicLook(admin, topic)
                    .identity()
                    .orElseThrow(() -> new UnknownTopicOrPartitionException("there is no topic " + topic))
                    .id();
        }
    }
}
