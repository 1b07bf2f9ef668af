package dev.limbeck.evaluator.kafka;

import dev.limbeck.contract.codec.Decoded;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.InputSignature;
import dev.limbeck.evaluator.heldout.HeldOutCollector;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.kafka.topic.TopicLook;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a generation's examples from the beginning, always: the held-out ones among them are the same after every
 * restart. Ends when no more can be needed; begins again when Kafka fails it, and when the topic has other partitions or
 * is another one, which the collector does not mind.
 */
final class HeldOutReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeldOutReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofMillis(500);
    /** How long a partition that was added may go unseen. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(3);

    private final KafkaConnection connection;
    private final String role;
    private final String topic;
    private final InputSignature signature;
    private final HeldOutCollector collector;
    private final Breakdown breakdown;
    private final Thread thread;
    /** Asked between polls; an interrupt would make the consumer fail to close. */
    private volatile boolean stopping;
    /** Whether somebody wants to know how far the topic goes. */
    private volatile boolean asked;

    private volatile boolean readAll;

    HeldOutReader(KafkaConnection connection, Generation generation, HeldOutCollector collector, Breakdown breakdown) {
        this.connection = connection;
        this.role = "held-out-%s-g%d".formatted(generation.name(), generation.number());
        this.topic = generation.topics().examples();
        this.signature = generation.spec().input().signature();
        this.collector = collector;
        this.breakdown = breakdown;
        this.thread = new Thread(this::run, role);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Whether all is read that the topic had when this was asked for the first time. */
    boolean hasReadAll() {
        asked = true;
        return readAll;
    }

    // Errors, too: without examples nothing is measured, however the reader died.
    private void run() {
        try {
            while (wantsMore()) {
                readUntilFull();
            }
        } catch (InterruptedException | InterruptException stopped) {
            LOG.debug("The held-out reader is interrupted");
        } catch (Throwable failure) {
            breakdown.endAfter(failure);
        }
        if (collector.isFull()) {
            readAll = true;
            LOG.info("All that {} gives to the held-out set is there: {} examples in all", topic, collector.size());
        }
    }

    private boolean wantsMore() {
        return !stopping && !collector.isFull();
    }

    private void readUntilFull() throws InterruptedException {
        try (var consumer = connection.consumer(role, OffsetReset.EARLIEST);
                var admin = connection.admin()) {
            var look = new TopicLook(admin, topic);
            var known = look.identity();
            long lookedAt = System.nanoTime();
            assignAll(consumer);
            var behind = new HashMap<>(consumer.endOffsets(consumer.assignment()));
            Map<TopicPartition, Long> unread = null;
            var newest = new HashMap<Integer, Instant>();
            while (wantsMore()) {
                for (var record : consumer.poll(POLL)) {
                    var labelledAt = Instant.ofEpochMilli(record.timestamp());
                    offer(record.value(), labelledAt);
                    newest.put(record.partition(), labelledAt);
                }
                if (newest.size() == consumer.assignment().size()) {
                    collector.readThrough(Collections.min(newest.values()));
                }
                behind.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
                if (behind.isEmpty()) {
                    collector.caughtUp();
                }
                if (asked && !readAll) {
                    unread = unread == null ? consumer.endOffsets(consumer.assignment()) : unread;
                    readAll = unread.entrySet().stream()
                            .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
                }
                if (System.nanoTime() - lookedAt > LOOK_EVERY.toNanos()) {
                    lookedAt = System.nanoTime();
                    var now = look.identity();
                    if (now.isPresent() && !now.equals(known)) {
                        LOG.info("{} is read anew, for it is not as it was: {}, now {}", topic, known, now);
                        return;
                    }
                }
            }
        } catch (InterruptException stopped) {
            throw stopped;
        } catch (RuntimeException failed) {
            LOG.warn("Cannot read {}, trying again: {}", topic, failed.getMessage());
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private void assignAll(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
        var partitions = consumer.partitionsFor(topic);
        while (partitions.isEmpty() && wantsMore()) {
            Thread.sleep(PAUSE.toMillis());
            partitions = consumer.partitionsFor(topic);
        }
        consumer.assign(partitions.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList());
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
        stopping = true;
    }

    void awaitEnd() throws InterruptedException {
        thread.join(LONGEST_STOP.toMillis());
    }
}
