package dev.limbeck.kafka.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import dev.limbeck.kafka.KafkaAnswers;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Reads a dead-letter topic from its beginning to where it ended when it was asked. Beside dead letters the topic has
 * marks: records with one header and nothing else, saying which dead letter was sent back to its source.
 */
public record DeadLetterTopic(KafkaConnection connection, String name) {
    /** On a mark: offset of the dead letter, in the partition that the mark itself stands in. */
    public static final String REDRIVEN = "limbeck-redriven";

    private static final Duration POLL = Duration.ofMillis(100);
    /** Open transactions of others hold a reader back, but not for longer than they may stay open. */
    private static final Duration LONGEST_WITHOUT_PROGRESS = Duration.ofSeconds(90);

    /** Shows every dead letter to {@code reader}, partition by partition as they were written, one at a time. */
    public void forEach(Consumer<StoredDeadLetter> reader) {
        try (var consumer = connection.consumer("dead-letters", OffsetReset.EARLIEST)) {
            var ends = ends();
            var redriven = redriven(consumer, ends);
            scan(consumer, ends, record -> stored(record, redriven).ifPresent(reader));
        }
    }

    /** @return empty when no dead letter is there */
    public Optional<StoredDeadLetter> find(DeadLetterPosition position) {
        var found = new ArrayList<StoredDeadLetter>(1);
        forEach(letter -> {
            if (letter.position().equals(position)) {
                found.add(letter);
            }
        });
        return found.stream().findFirst();
    }

    /** Says that a dead letter was sent back. To be written together with what was sent. */
    ProducerRecord<byte[], byte[]> mark(DeadLetterPosition redriven) {
        var mark = new ProducerRecord<byte[], byte[]>(name, redriven.partition(), null, null);
        mark.headers().add(REDRIVEN, String.valueOf(redriven.offset()).getBytes(UTF_8));
        return mark;
    }

    private static Optional<StoredDeadLetter> stored(
            ConsumerRecord<byte[], byte[]> record, Set<DeadLetterPosition> redriven) {
        var position = new DeadLetterPosition(record.partition(), record.offset());
        return DeadLetter.read(record)
                .map(letter -> new StoredDeadLetter(position, letter, redriven.contains(position), record));
    }

    private static Set<DeadLetterPosition> redriven(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        var redriven = new HashSet<DeadLetterPosition>();
        scan(consumer, ends, record -> markedOffset(record)
                .ifPresent(offset -> redriven.add(new DeadLetterPosition(record.partition(), offset))));
        return redriven;
    }

    /** A dead letter is no mark, whatever headers its original came with. */
    private static OptionalLong markedOffset(ConsumerRecord<byte[], byte[]> record) {
        var headers = record.headers().toArray();
        if (headers.length != 1 || !headers[0].key().equals(REDRIVEN) || headers[0].value() == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Math.max(0, Long.parseLong(new String(headers[0].value(), UTF_8))));
        } catch (NumberFormatException foreign) {
            return OptionalLong.empty();
        }
    }

    private static void scan(
            KafkaConsumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        for (var end : ends.entrySet()) {
            consumer.assign(List.of(end.getKey()));
            consumer.seekToBeginning(List.of(end.getKey()));
            scan(consumer, end.getKey(), end.getValue(), reader);
        }
    }

    private static void scan(
            KafkaConsumer<byte[], byte[]> consumer,
            TopicPartition partition,
            long end,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        long progress = System.nanoTime();
        for (long position = consumer.position(partition); position < end; ) {
            for (var record : consumer.poll(POLL)) {
                if (record.offset() < end) {
                    reader.accept(record);
                }
            }
            long now = System.nanoTime();
            long reached = consumer.position(partition);
            if (reached > position) {
                position = reached;
                progress = now;
            } else if (now - progress > LONGEST_WITHOUT_PROGRESS.toNanos()) {
                throw new TimeoutException("a transaction on %s has been open for more than %d s"
                        .formatted(partition, LONGEST_WITHOUT_PROGRESS.toSeconds()));
            }
        }
    }

    /**
     * Where the topic ends, records of open transactions included: a mark behind them counts, so they are waited for.
     */
    private Map<TopicPartition, Long> ends() {
        try (Admin admin = connection.admin()) {
            var partitions = partitions(admin);
            var ends = admin.listOffsets(
                    partitions.stream().collect(toMap(Function.identity(), partition -> OffsetSpec.latest())));
            return partitions.stream()
                    .collect(toMap(Function.identity(), partition -> KafkaAnswers.await(ends.partitionResult(partition))
                            .offset()));
        }
    }

    private List<TopicPartition> partitions(Admin admin) {
        try {
            return KafkaAnswers.await(admin.describeTopics(List.of(name)).allTopicNames()).values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .map(partition -> new TopicPartition(name, partition.partition()))
                    .toList();
        } catch (UnknownTopicOrPartitionException absent) {
            throw new IllegalStateException(
                    "there is no topic %s on %s".formatted(name, connection.bootstrapServers()), absent);
        }
    }
}
