package dev.limbeck.orchestrator.streams;

/** Tells topics from their namesakes. */
@FunctionalInterface
public interface TopicIds {
    /**
     * The id of the topic that goes by this name now.
     *
     * @throws org.apache.kafka.common.KafkaException when there is none, or the broker does not answer
     */
    String of(String topic);
}
