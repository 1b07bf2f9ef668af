package dev.limbeck.orchestrator.api.command;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.orchestrator.api.problem.Refusal;
import dev.limbeck.orchestrator.standstill.LifecycleObstacle;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes commands on. What it has returned from is with the broker for good. */
@Singleton
public class CommandTopic {
    private static final Logger log = LoggerFactory.getLogger(CommandTopic.class);
    /** Somebody waits for the answer: better none than a late one. */
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private final LifecycleObstacle obstacle;
    private final KafkaProducer<byte[], byte[]> producer;

    CommandTopic(KafkaConnection connection, LifecycleObstacle obstacle) {
        this.obstacle = obstacle;
        var properties = connection.producerProperties("commands");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) LONGEST.toMillis() / 2);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) LONGEST.toMillis() / 2);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) LONGEST.toMillis());
        producer = new KafkaProducer<>(properties);
    }

    /** @throws Refusal when it cannot be said in time that the command is taken, or nobody would carry it out */
    public void send(RunCommand command) {
        obstacle.now().ifPresent(reason -> {
            throw Refusal.unavailable("the runs do not move, so the command is not taken: " + reason);
        });
        try {
            producer.send(new ProducerRecord<>(
                            RunTopics.RUN_COMMANDS,
                            command.run().getBytes(StandardCharsets.UTF_8),
                            ContractJson.write(command)))
                    .get(LONGEST.toMillis() + 1000, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException failed) {
            log.warn("Command {} on run {} may not have been taken", command.commandId(), command.run(), failed);
            throw unavailable(command);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unavailable(command);
        }
    }

    private static Refusal unavailable(RunCommand command) {
        return Refusal.unavailable(
                "Kafka has not confirmed the command in time, and may have it or not: ask again with "
                        + "Idempotency-Key: " + command.commandId());
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
