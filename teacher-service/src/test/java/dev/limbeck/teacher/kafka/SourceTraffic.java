package dev.limbeck.teacher.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.dataset.LabelledImages;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.teacher.Brokers;
import dev.limbeck.teacher.training.Examples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Puts records on a run's source topic, and reads what became of them. */
public final class SourceTraffic {
    private static final LabelledImages IMAGES = Examples.images(200, 5);

    private SourceTraffic() {}

    public static byte[] image(String id, int index) {
        return encoded(
                id, Tensor.ofBytes(Shape.of(1, 2, 3), IMAGES.pixels(index % IMAGES.size())), OptionalInt.empty());
    }

    static byte[] encoded(String id, Tensor input, OptionalInt label) {
        return RecordCodec.encode(new ProductionRecord(id, input, OfClass.of(label), Instant.EPOCH));
    }

    /** Records named {@code <prefix>0} and so on, spread over the partitions. */
    public static void send(Generation run, String prefix, int count) throws Exception {
        var values = new ArrayList<byte @Nullable []>();
        for (int i = 0; i < count; i++) {
            values.add(image(prefix + i, i));
        }
        send(run, values);
    }

    public static void send(Generation run, List<byte @Nullable []> values) throws Exception {
        var sent = new ArrayList<Future<RecordMetadata>>();
        try (var producer = Brokers.connection().producer("traffic")) {
            for (int i = 0; i < values.size(); i++) {
                sent.add(producer.send(
                        new ProducerRecord<>(run.spec().source().topic(), ("key" + i).getBytes(UTF_8), values.get(i))));
            }
            for (var result : sent) {
                result.get();
            }
        }
    }

    /** One record with a header of so many bytes. */
    static void sendWithHeaders(Generation run, byte[] value, int bytes) throws Exception {
        var record = new ProducerRecord<>(run.spec().source().topic(), "key".getBytes(UTF_8), value);
        record.headers().add("trace", new byte[bytes]);
        try (var producer = Brokers.connection().producer("traffic")) {
            producer.send(record).get();
        }
    }

    /** Records named {@code <prefix>0} and so on, on one partition. */
    static void sendTo(Generation run, int partition, String prefix, int count) throws Exception {
        var sent = new ArrayList<Future<RecordMetadata>>();
        try (var producer = Brokers.connection().producer("traffic")) {
            for (int i = 0; i < count; i++) {
                sent.add(producer.send(new ProducerRecord<>(
                        run.spec().source().topic(), partition, new byte[] {1}, image(prefix + i, i))));
            }
            for (var result : sent) {
                result.get();
            }
        }
    }

    /** All committed records of a topic. */
    public static List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = Brokers.connection().consumer("reading", OffsetReset.EARLIEST)) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** How many offsets of a topic are the end of a transaction. */
    static long markers(String topic) {
        try (var consumer = Brokers.connection().consumer("counting", OffsetReset.EARLIEST)) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            long offsets = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            return offsets - committed(topic).size();
        }
    }

    public static List<String> committedIds(String topic) {
        return committed(topic).stream()
                .map(record -> new String(record.key(), UTF_8))
                .toList();
    }
}
