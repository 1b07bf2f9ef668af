package dev.limbeck.local.demo;

import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.kafka.deadletter.DeadLetter;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Counts records of topics by asking the broker, not by trusting anybody's counters. For one thread. */
final class TopicCounts implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;

    TopicCounts(KafkaConnection kafka) {
        consumer = kafka.consumer("counts", OffsetReset.EARLIEST);
    }

    /** Records ever written to a topic that is written without transactions. */
    long written(String topic) {
        return consumer.endOffsets(partitions(topic)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Dead letters of one stage, counted by reading them. */
    long deadLetters(String topic, String stage) {
        var partitions = partitions(topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        long count = 0;
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
            for (var record : consumer.poll(POLL)) {
                if (DeadLetter.read(record)
                        .filter(letter -> letter.stage().equals(stage))
                        .isPresent()) {
                    count++;
                }
            }
        }
        return count;
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
