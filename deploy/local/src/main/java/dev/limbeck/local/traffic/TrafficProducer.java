package dev.limbeck.local.traffic;

import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.kafka.KafkaConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Sends traffic to a topic at a steady rate, and counts only what the broker has acknowledged. */
public final class TrafficProducer {
    private static final int MOST_IN_FLIGHT = 2_000;
    /** A request a record would keep the broker, and whoever reads along, busier than the records do. */
    private static final Duration LINGER = Duration.ofMillis(20);

    private final KafkaConnection kafka;
    private final String topic;
    private final Traffic traffic;
    private final Clock clock;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Exception> refused = new AtomicReference<>();
    private final Semaphore inFlight = new Semaphore(MOST_IN_FLIGHT);

    public TrafficProducer(KafkaConnection kafka, String topic, Traffic traffic, Clock clock) {
        this.kafka = kafka;
        this.topic = topic;
        this.traffic = traffic;
        this.clock = clock;
    }

    /** Records acknowledged so far. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /**
     * Sends the records from one index up to another, and returns when all are acknowledged.
     *
     * @param perSecond records a second, above 0
     * @throws IllegalStateException when the broker refuses one
     */
    public void send(long from, long to, double perSecond) throws InterruptedException {
        long start = System.nanoTime();
        try (var producer = kafka.producer("traffic", LINGER)) {
            for (long index = from; index < to; index++) {
                waitUntil(start + (long) ((index - from) / perSecond * 1e9));
                inFlight.acquire();
                requireAccepted();
                ProductionRecord record = traffic.record(index, clock.instant());
                var sent = producer.send(
                        new ProducerRecord<>(
                                topic, record.recordId().getBytes(StandardCharsets.UTF_8), RecordCodec.encode(record)),
                        (metadata, failure) -> answered(failure));
                if (sent.isCancelled()) {
                    throw new IllegalStateException("a record was given back by the producer");
                }
            }
            producer.flush();
        }
        requireAccepted();
    }

    private void answered(@Nullable Exception failure) {
        if (failure == null) {
            acknowledged.incrementAndGet();
        } else {
            refused.compareAndSet(null, failure);
        }
        inFlight.release();
    }

    private void requireAccepted() {
        Exception failure = refused.get();
        if (failure != null) {
            throw new IllegalStateException("the broker refused a record: " + failure.getMessage(), failure);
        }
    }

    private static void waitUntil(long nanoTime) throws InterruptedException {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
