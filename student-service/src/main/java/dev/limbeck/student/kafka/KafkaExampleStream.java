package dev.limbeck.student.kafka;

import dev.limbeck.contract.checkpoint.OffsetRange;
import dev.limbeck.contract.codec.InputSignature;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.student.batch.StreamRecord;
import dev.limbeck.student.training.ExampleStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * A student's topic through a consumer that belongs to no group: all partitions are assigned, the positions come from
 * the checkpoint. Committed offsets are written for lag monitors only.
 */
public final class KafkaExampleStream implements ExampleStream {
    /** Whoever reads ahead is woken once for so many records: each time it may take the core of who trains. */
    private static final int MOST_POLLED = 2000;

    private final String topic;
    private final InputSignature signature;
    private final Consumer<byte[], byte[]> consumer;

    /**
     * @param topic with the student's examples
     * @param group under which the student's progress is shown
     */
    public KafkaExampleStream(KafkaConnection connection, String topic, String group, InputSignature signature) {
        this.topic = topic;
        this.signature = signature;
        var properties = connection.consumerProperties(group, OffsetReset.NONE);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_POLLED);
        this.consumer = new KafkaConsumer<>(properties);
        boolean assigned = false;
        try {
            consumer.assign(consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList());
            assigned = true;
        } finally {
            if (!assigned) {
                close();
            }
        }
    }

    /** Of the topic. */
    public int partitions() {
        return consumer.assignment().size();
    }

    @Override
    public SortedMap<Integer, OffsetRange> seek(SortedMap<Integer, Long> offsets) {
        var gone = new TreeMap<Integer, OffsetRange>();
        var beginnings = consumer.beginningOffsets(consumer.assignment());
        beginnings.forEach((partition, beginning) -> {
            Long wanted = offsets.get(partition.partition());
            if (wanted != null && wanted < beginning) {
                gone.put(partition.partition(), new OffsetRange(wanted, beginning));
            }
            consumer.seek(partition, wanted == null ? beginning : Math.max(wanted, beginning));
        });
        return gone;
    }

    @Override
    public List<StreamRecord> poll(Duration longestWait) {
        try {
            var polled = consumer.poll(longestWait);
            var records = new ArrayList<StreamRecord>(polled.count());
            for (var record : polled) {
                records.add(decode(record));
            }
            return records;
        } catch (OffsetOutOfRangeException gone) {
            throw new OffsetGoneException(
                    "the topic's retention has overtaken the student: " + gone.offsetOutOfRangePartitions());
        }
    }

    private StreamRecord decode(ConsumerRecord<byte[], byte[]> record) {
        return StreamRecord.of(
                record.partition(),
                record.offset(),
                signature.decodeExample(record.value()),
                new KafkaOriginal(record));
    }

    @Override
    public long lag() {
        return consumer.assignment().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    @Override
    public void reportProgress(SortedMap<Integer, Long> trainedThrough) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        trainedThrough.forEach((partition, offset) ->
                offsets.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)));
        // Nothing depends on it, so nobody waits for it.
        consumer.commitAsync(offsets, null);
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(3)));
    }
}
