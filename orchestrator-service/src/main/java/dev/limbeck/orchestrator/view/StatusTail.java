package dev.limbeck.orchestrator.view;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.kafka.topic.RunPartitions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows what replicas tell of their work, from now on: what they told before is out of date. */
final class StatusTail implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StatusTail.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long EXPIRY_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(3);

    private final KafkaConnection connection;
    private final LiveWork work;
    private final Thread thread = new Thread(this::follow, "status-tail");
    private volatile boolean stopping;

    StatusTail(KafkaConnection connection, LiveWork work) {
        this.connection = connection;
        this.work = work;
    }

    /** The topic must exist. */
    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void follow() {
        while (!stopping) {
            try (var consumer = connection.consumer("status-tail", OffsetReset.LATEST)) {
                read(consumer);
            } catch (KafkaException failed) {
                log.warn("Cannot read {}, trying again: {}", RunTopics.RUN_STATUS, failed.getMessage());
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer) {
        consumer.assign(RunPartitions.of(RunTopics.RUN_STATUS));
        long expired = System.nanoTime();
        while (!stopping) {
            for (var record : consumer.poll(POLL)) {
                heard(record.value());
            }
            if (System.nanoTime() - expired > EXPIRY_NANOS) {
                work.expire();
                expired = System.nanoTime();
            }
        }
    }

    private void heard(byte @Nullable [] value) {
        if (value == null) {
            return;
        }
        try {
            work.heard(ContractJson.read(value, PartStatus.class));
        } catch (RuntimeException unusable) {
            log.warn("A record of {} is no part's status: {}", RunTopics.RUN_STATUS, unusable.getMessage());
        }
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(LONGEST_STOP.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
