package dev.limbeck.kafka.topic;

import static java.util.stream.Collectors.toMap;

import dev.limbeck.contract.place.TopicNow;
import dev.limbeck.contract.place.TopicNow.Extent;
import dev.limbeck.kafka.KafkaAnswers;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Looks which topic goes by a name now, and what there is of it. A consumer does not say: it goes on at the same offsets
 * of a topic that was made again.
 */
public record TopicLook(Admin admin, String topic) {
    private static final ListOffsetsOptions READABLE = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

    /** What tells a topic from its namesakes, and how many partitions it has. */
    public record Identity(String id, int partitions) {}

    /** Empty while there is no such topic. */
    public Optional<Identity> identity() {
        try {
            return KafkaAnswers.await(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                    .map(described -> new Identity(
                            described.topicId().toString(),
                            described.partitions().size()))
                    .findFirst();
        } catch (UnknownTopicOrPartitionException gone) {
            return Optional.empty();
        }
    }

    /** Empty while there is no such topic. */
    public Optional<TopicNow> now() {
        try {
            return identity().map(this::extents);
        } catch (UnknownTopicOrPartitionException gone) {
            return Optional.empty();
        }
    }

    private TopicNow extents(Identity identity) {
        var partitions = IntStream.range(0, identity.partitions())
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        var begins = offsets(partitions, OffsetSpec.earliest());
        var ends = offsets(partitions, OffsetSpec.latest());
        var extents = new TreeMap<Integer, Extent>();
        for (var partition : partitions) {
            extents.put(partition.partition(), new Extent(offset(begins, partition), offset(ends, partition)));
        }
        return new TopicNow(topic, identity.id(), extents);
    }

    private ListOffsetsResult offsets(List<TopicPartition> partitions, OffsetSpec which) {
        return admin.listOffsets(partitions.stream().collect(toMap(Function.identity(), partition -> which)), READABLE);
    }

    private static long offset(ListOffsetsResult answers, TopicPartition partition) {
        return KafkaAnswers.await(answers.partitionResult(partition)).offset();
    }
}
