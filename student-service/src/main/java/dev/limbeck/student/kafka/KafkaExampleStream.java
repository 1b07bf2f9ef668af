package dev.limbeck.student.kafka;

import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.place.GapWatch;
import dev.limbeck.contract.place.Place;
import dev.limbeck.contract.place.TopicNow;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.kafka.topic.TopicLook;
import dev.limbeck.student.batch.StreamRecord;
import dev.limbeck.student.training.ExampleStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A student's topic through a consumer that belongs to no group: all partitions are assigned, the positions come from
 * the checkpoint. Committed offsets are written for lag monitors only.
 */
public final class KafkaExampleStream implements ExampleStream {
    /** Whoever reads ahead is woken once for so many records: each time it may take the core of who trains. */
    private static final int MOST_POLLED = 2000;

    /** Before it is looked again whether the topic is still the same, while records come one by one. */
    private static final Duration SHORTEST_TRUST = Duration.ofMillis(50);
    /** The same while none come: for so long, a new partition may go unseen. */
    private static final Duration LONGEST_TRUST = Duration.ofSeconds(2);

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(3);

    private final String topic;
    private final Signature signature;
    private final Consumer<byte[], byte[]> consumer;
    private final Admin admin;
    private final TopicLook look;
    /** Polled, and not known to be of the topic that was sought. */
    private final List<StreamRecord> untrusted = new ArrayList<>();

    private String topicId = "";
    private long lookedAt;

    /**
     * @param topic with the student's examples
     * @param group under which the student's progress is shown
     */
    public KafkaExampleStream(KafkaConnection connection, String topic, String group, Signature signature) {
        this.topic = topic;
        this.signature = signature;
        var properties = connection.consumerProperties(group, OffsetReset.NONE);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_POLLED);
        this.consumer = new KafkaConsumer<>(properties);
        this.admin = connection.admin();
        this.look = new TopicLook(admin, topic);
    }

    /** Of the topic. */
    public int partitions() {
        return consumer.assignment().size();
    }

    @Override
    public TopicNow seek(Place place) {
        untrusted.clear();
        var now = look.now().orElseThrow(() -> new UnknownTopicOrPartitionException("there is no topic " + topic));
        topicId = now.id();
        lookedAt = System.nanoTime();
        assign(now.partitions().size());
        GapWatch.nearest(place, now)
                .forEach((partition, offset) -> consumer.seek(new TopicPartition(topic, partition), offset));
        return now;
    }

    private void assign(int partitions) {
        consumer.assign(IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList());
    }

    @Override
    public List<StreamRecord> poll(Duration longestWait) {
        try {
            for (var record : consumer.poll(untrusted.isEmpty() ? longestWait : shorter(longestWait, leftOfTrust()))) {
                untrusted.add(decode(record));
            }
        } catch (OffsetOutOfRangeException gone) {
            if (!untrusted.isEmpty() && isStillTheSame()) {
                return trusted(); // first what came before
            }
            throw new OffsetGoneException(
                    "%s no longer has what is needed next: %s".formatted(topic, gone.offsetOutOfRangePartitions()));
        }
        boolean looks = untrusted.size() >= MOST_POLLED || leftOfTrust().isZero();
        return looks && isStillTheSame() ? trusted() : List.of();
    }

    private List<StreamRecord> trusted() {
        var records = List.copyOf(untrusted);
        untrusted.clear();
        return records;
    }

    /** Zero when the topic has to be looked at. */
    private Duration leftOfTrust() {
        var trust = untrusted.isEmpty() ? LONGEST_TRUST : SHORTEST_TRUST;
        var left = trust.minusNanos(System.nanoTime() - lookedAt);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /**
     * What was polled before a look at the same topic is of that topic: a consumer itself would go on with the offsets of
     * another one. Takes new partitions up.
     *
     * @return false while there is no such topic
     */
    private boolean isStillTheSame() {
        lookedAt = System.nanoTime();
        var now = look.identity();
        if (now.isEmpty()) {
            return false;
        }
        if (!now.get().id().equals(topicId)) {
            throw new OffsetGoneException("%s was re-created: it has topic id %s, %s is the one that was read"
                    .formatted(topic, now.get().id(), topicId));
        }
        int known = consumer.assignment().size();
        if (now.get().partitions() > known) {
            assign(now.get().partitions());
            IntStream.range(known, now.get().partitions())
                    .forEach(added -> consumer.seek(new TopicPartition(topic, added), 0));
        }
        return true;
    }

    private StreamRecord decode(ConsumerRecord<byte[], byte[]> record) {
        return StreamRecord.of(
                record.partition(),
                record.offset(),
                RecordCodec.decodeExample(record.value(), signature),
                new KafkaOriginal(record));
    }

    @Override
    public long lag() {
        return untrusted.size()
                + consumer.assignment().stream()
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
        consumer.close(CloseOptions.timeout(LONGEST_CLOSE));
        admin.close(LONGEST_CLOSE);
    }
}
