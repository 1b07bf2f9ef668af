package dev.limbeck.kafka.reading;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** What stood on a consumer's partitions at one moment and was not read yet. For the consumer's thread. */
public final class Backlog {
    private final Map<TopicPartition, Long> ends;

    private Backlog(Map<TopicPartition, Long> ends) {
        this.ends = new HashMap<>(ends);
    }

    /** All of it, as far as it is committed. */
    public static Backlog of(Consumer<?, ?> consumer) {
        return new Backlog(consumer.endOffsets(consumer.assignment()));
    }

    public boolean isRead(Consumer<?, ?> consumer) {
        ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        return ends.isEmpty();
    }
}
