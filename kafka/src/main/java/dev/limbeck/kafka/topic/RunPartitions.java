package dev.limbeck.kafka.topic;

import dev.limbeck.contract.topic.RunTopics;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** For whoever reads all of a topic that all runs share, in no group. */
public final class RunPartitions {
    private RunPartitions() {}

    /** @param topic one that is keyed by run */
    public static List<TopicPartition> of(String topic) {
        return IntStream.range(0, RunTopics.RUN_PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }
}
