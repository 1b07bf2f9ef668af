package dev.limbeck.kafka.place;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.place.PlaceEntry;
import dev.limbeck.contract.place.SourcePlaces;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaAnswers;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Reads place topics of runs, each as a whole: they are compacted, and small. For one thread. */
public final class PlaceTopic implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);
    /** A transaction of somebody who has died stays open for its time-out, and holds readers back. */
    private static final Duration LONGEST_READ = KafkaConnection.TRANSACTION_TIMEOUT.multipliedBy(3);

    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** @param role tells its clients from others of the process */
    public PlaceTopic(KafkaConnection connection, String role) {
        this.admin = connection.admin();
        this.consumer = connection.consumer(role, OffsetReset.EARLIEST);
    }

    /** The same, or nothing where teachers of before have made no such topic yet. */
    public SourcePlaces readIfThere(RunTopics topics) {
        try {
            KafkaAnswers.await(admin.describeTopics(List.of(topics.places())).allTopicNames());
        } catch (UnknownTopicOrPartitionException nobodyYet) {
            return SourcePlaces.NONE;
        }
        return read(topics);
    }

    /**
     * All that was begun to be written before this call, once it is known what came of it: of a transaction that is open
     * now, the reader after a rebalance must not miss the end.
     *
     * @throws TimeoutException when transactions stay open for too long
     */
    public SourcePlaces read(RunTopics topics) {
        var partition = new TopicPartition(topics.places(), 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = written(partition);
        var places = SourcePlaces.NONE;
        long deadline = System.nanoTime() + LONGEST_READ.toNanos();
        while (consumer.position(partition) < end) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("%s could be read up to offset %d only, it ends at %d"
                        .formatted(partition.topic(), consumer.position(partition), end));
            }
            for (var record : consumer.poll(POLL)) {
                places = places.with(
                        new String(record.key(), UTF_8), ContractJson.read(record.value(), PlaceEntry.class));
            }
        }
        return places;
    }

    /** Open transactions included. */
    private long written(TopicPartition partition) {
        var latest = admin.listOffsets(Map.of(partition, OffsetSpec.latest()));
        return KafkaAnswers.await(latest.partitionResult(partition)).offset();
    }

    /** An entry as it is written. */
    public static ProducerRecord<byte[], byte[]> record(RunTopics topics, String key, PlaceEntry entry) {
        return new ProducerRecord<>(topics.places(), key.getBytes(UTF_8), ContractJson.write(entry));
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(LONGEST_CLOSE));
        admin.close(LONGEST_CLOSE);
    }
}
