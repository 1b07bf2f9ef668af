package dev.limbeck.service;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells once a second how work goes. Nothing is decided by it, so what cannot be told is not told again. */
public final class StatusPublisher implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StatusPublisher.class);

    private final Supplier<List<PartStatus>> parts;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "status");
        thread.setDaemon(true);
        return thread;
    });

    /** @param parts what this process works on at the moment it is asked */
    public StatusPublisher(KafkaConnection connection, Supplier<List<PartStatus>> parts) {
        this.parts = parts;
        this.producer = connection.producer("status");
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    public void start() {
        clock.scheduleAtFixedRate(this::publish, 1, 1, TimeUnit.SECONDS);
    }

    // A timer whose task has thrown stops for good.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void publish() {
        try {
            for (var part : parts.get()) {
                producer.send(new ProducerRecord<>(
                        RunTopics.RUN_STATUS, part.key().getBytes(StandardCharsets.UTF_8), ContractJson.write(part)));
            }
        } catch (RuntimeException untold) {
            log.debug("Status not told", untold);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        producer.close(Duration.ofSeconds(1));
    }
}
