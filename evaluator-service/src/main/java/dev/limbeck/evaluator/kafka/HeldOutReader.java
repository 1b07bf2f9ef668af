package dev.limbeck.evaluator.kafka;

import dev.limbeck.contract.codec.Decoded;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.contract.time.Ticker;
import dev.limbeck.evaluator.heldout.HeldOutCollector;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.kafka.reading.Backlog;
import dev.limbeck.kafka.reading.Reading;
import dev.limbeck.kafka.reading.ReadingThread;
import dev.limbeck.kafka.topic.TopicLook;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a generation's examples from the beginning, always: the held-out ones among them are the same after every
 * restart. Ends when no more can be needed; begins again when Kafka fails it, and when the topic has other partitions or
 * is another one, which the collector does not mind.
 */
final class HeldOutReader implements Reading, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeldOutReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    /** How long a partition that was added may go unseen. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final KafkaConnection connection;
    private final String role;
    private final String topic;
    private final Signature signature;
    private final HeldOutCollector collector;
    private final Ticker ticker = Ticker.SYSTEM;
    private final ReadingThread thread;
    /** Whether somebody wants to know how far the topic goes. */
    private volatile boolean asked;

    private volatile boolean readAll;

    HeldOutReader(KafkaConnection connection, Generation generation, HeldOutCollector collector, Breakdown breakdown) {
        this.connection = connection;
        this.role = "held-out-%s-g%d".formatted(generation.name(), generation.number());
        this.topic = generation.topics().examples();
        this.signature = generation.spec().signature();
        this.collector = collector;
        this.thread = new ReadingThread(role, this, ticker, breakdown::endAfter);
    }

    void start() {
        thread.start();
    }

    /** Whether all is read that the topic had when this was asked for the first time. */
    boolean hasReadAll() {
        asked = true;
        return readAll || collector.isFull();
    }

    @Override
    public boolean wantsMore() {
        return !collector.isFull();
    }

    @Override
    public void read(BooleanSupplier goesOn) throws InterruptedException {
        BooleanSupplier wantsMore = () -> goesOn.getAsBoolean() && wantsMore();
        try (var consumer = connection.consumer(role, OffsetReset.EARLIEST);
                var admin = connection.admin()) {
            var look = new TopicLook(admin, topic);
            var known = look.identity();
            assignAll(consumer, wantsMore);
            var newest = new HashMap<Integer, Instant>();
            var behind = Backlog.of(consumer);
            Backlog unread = null;
            var nextLook = ticker.reading().plus(LOOK_EVERY);
            while (wantsMore.getAsBoolean()) {
                collect(consumer, newest);
                if (behind.isRead(consumer)) {
                    collector.caughtUp();
                }
                if (asked && !readAll) {
                    unread = unread == null ? Backlog.of(consumer) : unread;
                    readAll = unread.isRead(consumer);
                }
                if (ticker.hasPassed(nextLook)) {
                    nextLook = ticker.reading().plus(LOOK_EVERY);
                    var now = look.identity();
                    if (now.isPresent() && !now.equals(known)) {
                        LOG.info("{} is read anew, for it is not as it was: {}, now {}", topic, known, now);
                        return;
                    }
                }
            }
        }
        if (collector.isFull()) {
            LOG.info("All that {} gives to the held-out set is there: {} examples in all", topic, collector.size());
        }
    }

    private void assignAll(KafkaConsumer<byte[], byte[]> consumer, BooleanSupplier wantsMore)
            throws InterruptedException {
        var partitions = consumer.partitionsFor(topic);
        while (partitions.isEmpty() && wantsMore.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
            partitions = consumer.partitionsFor(topic);
        }
        consumer.assign(partitions.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList());
    }

    /** @param newest when what was read last of each partition was labelled */
    private void collect(KafkaConsumer<byte[], byte[]> consumer, Map<Integer, Instant> newest) {
        for (var record : consumer.poll(POLL)) {
            var labelledAt = Instant.ofEpochMilli(record.timestamp());
            offer(record.value(), labelledAt);
            newest.put(record.partition(), labelledAt);
        }
        if (newest.size() == consumer.assignment().size()) {
            collector.readThrough(Collections.min(newest.values()));
        }
    }

    private void offer(byte @Nullable [] value, Instant labelledAt) {
        if (RecordCodec.decodeExample(value, signature) instanceof Decoded.Accepted<DistillationExample> accepted) {
            collector.offer(accepted.message(), labelledAt);
        }
        // Students dead-letter the rest; here nothing is missed by it.
    }

    /** Ends within a moment; {@link #awaitEnd} waits for it. */
    @Override
    public void close() {
        thread.stop();
    }

    void awaitEnd() {
        thread.close();
    }
}
