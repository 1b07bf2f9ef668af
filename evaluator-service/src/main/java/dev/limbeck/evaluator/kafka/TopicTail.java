package dev.limbeck.evaluator.kafka;

import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic from its beginning, each time as far as it goes by now. So what a topic adds up to is known for sure,
 * not just what happened to arrive. One thread.
 */
final class TopicTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long RETRY_MILLIS = 1_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;

    TopicTail(KafkaConnection connection, String topic) {
        this.consumer = connection.consumer(topic, OffsetReset.EARLIEST);
        this.topic = topic;
    }

    /** Waits for as long as the broker cannot be reached. A value may come twice after that. */
    void readToEnd(Consumer<byte[]> values) throws InterruptedException {
        while (true) {
            try {
                readOnceToEnd(values);
                return;
            } catch (InterruptException interrupted) {
                Thread.interrupted();
                throw new InterruptedException(interrupted.getMessage());
            } catch (RetriableException unreachable) {
                LOG.warn("Cannot read {} yet: {}", topic, unreachable.getMessage());
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }

    private void readOnceToEnd(Consumer<byte[]> values) {
        if (consumer.assignment().isEmpty()) {
            consumer.assign(partitions());
        }
        var ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (var record : consumer.poll(POLL)) {
                if (record.value() != null) {
                    values.accept(record.value());
                }
            }
        }
    }

    private Collection<TopicPartition> partitions() {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
