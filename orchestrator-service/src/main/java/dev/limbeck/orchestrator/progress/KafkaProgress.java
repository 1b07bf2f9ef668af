package dev.limbeck.orchestrator.progress;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.limbeck.kafka.KafkaAnswers;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Asks the broker. Whoever has read a record stands after it, and behind that there may be offsets without records:
 * markers of transactions, and what was aborted. So where offsets are left, it is looked whether any of them holds a
 * record. For one thread.
 */
public final class KafkaProgress implements Progress, AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int LOOKS = 25;
    private static final long LONGEST_COUNT_NANOS = Duration.ofSeconds(2).toNanos();

    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> reader;
    private final KafkaConsumer<byte[], byte[]> counter;

    /** @param role tells its clients from others of the process */
    public KafkaProgress(KafkaConnection connection, String role) {
        this.admin = connection.admin();
        this.counter = connection.consumer(role + "-count", OffsetReset.EARLIEST);
        var properties = connection.consumerProperties(role, OffsetReset.EARLIEST);
        // One record is as good as many, to see that there is one.
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1);
        this.reader = new KafkaConsumer<>(properties);
    }

    @Override
    public Map<TopicPartition, Long> beginnings(String topic) {
        return offsets(partitions(topic), OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
    }

    @Override
    public Map<TopicPartition, Long> ends(String topic) {
        return offsets(partitions(topic), OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    }

    @Override
    public Optional<Map<TopicPartition, Long>> settledEnds(String topic) {
        var partitions = partitions(topic);
        var committed = offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
        var written = offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
        return Optional.of(committed).filter(written::equals);
    }

    @Override
    public Map<TopicPartition, Long> positions(String group) {
        try {
            var positions = new HashMap<TopicPartition, Long>();
            KafkaAnswers.await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                    .forEach((partition, position) -> {
                        if (position != null) {
                            positions.put(partition, position.offset());
                        }
                    });
            return positions;
        } catch (GroupIdNotFoundException nobodyYet) {
            return Map.of();
        }
    }

    @Override
    public boolean isRead(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        var positions = new HashMap<>(offsets(ends.keySet(), OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED));
        positions.putAll(from);
        return ends.entrySet().stream()
                .allMatch(
                        end -> isEmptyBetween(end.getKey(), positions.getOrDefault(end.getKey(), 0L), end.getValue()));
    }

    @Override
    public Counted count(TopicPartition partition, long from, long to) {
        counter.assign(List.of(partition));
        counter.seek(partition, from);
        long records = 0;
        long begun = System.nanoTime();
        while (counter.position(partition) < to && System.nanoTime() - begun < LONGEST_COUNT_NANOS) {
            for (var record : counter.poll(POLL)) {
                records += record.offset() < to ? 1 : 0;
            }
        }
        return new Counted(records, Math.min(to, counter.position(partition)));
    }

    private boolean isEmptyBetween(TopicPartition partition, long position, long end) {
        if (position >= end) {
            return true;
        }
        reader.assign(List.of(partition));
        reader.seek(partition, position);
        for (int look = 0; look < LOOKS; look++) {
            for (var record : reader.poll(POLL)) {
                return record.offset() >= end;
            }
            if (reader.position(partition) >= end) {
                return true;
            }
        }
        return false;
    }

    private Set<TopicPartition> partitions(String topic) {
        return KafkaAnswers.await(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                .flatMap(description -> description.partitions().stream())
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .collect(toSet());
    }

    private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec which, IsolationLevel level) {
        var answers = admin.listOffsets(
                partitions.stream().collect(toMap(Function.identity(), partition -> which)),
                new ListOffsetsOptions(level));
        return partitions.stream()
                .collect(toMap(Function.identity(), partition -> KafkaAnswers.await(answers.partitionResult(partition))
                        .offset()));
    }

    @Override
    public void close() {
        reader.close();
        counter.close();
        admin.close();
    }
}
