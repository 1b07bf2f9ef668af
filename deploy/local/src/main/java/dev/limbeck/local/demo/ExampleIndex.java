package dev.limbeck.local.demo;

import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Which of the drawn digits stands where on a topic of examples; offsets alone do not say, for not all are examples. */
final class ExampleIndex implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(5);

    private final KafkaConsumer<byte[], byte[]> consumer;

    ExampleIndex(KafkaConnection kafka) {
        consumer = kafka.consumer("index", OffsetReset.EARLIEST);
    }

    /**
     * Index of the newest record behind which these positions are.
     *
     * @param position per partition, the offset behind an example
     */
    OptionalLong newestBehind(String topic, SortedMap<Integer, Long> position) {
        return position.entrySet().stream()
                .mapToLong(entry -> indexAt(new TopicPartition(topic, entry.getKey()), entry.getValue() - 1))
                .max();
    }

    private long indexAt(TopicPartition partition, long offset) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, offset);
        for (var record : consumer.poll(POLL)) {
            String id = new String(record.key(), StandardCharsets.UTF_8);
            return Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
        }
        throw new IllegalStateException("there is no example at offset %d of %s any more".formatted(offset, partition));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
