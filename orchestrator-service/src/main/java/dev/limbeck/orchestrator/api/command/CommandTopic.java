package dev.limbeck.orchestrator.api.command;

import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.orchestrator.api.problem.Refusal;
import dev.limbeck.orchestrator.standstill.LifecycleObstacle;
import dev.limbeck.service.channel.ChannelSettings;
import dev.limbeck.service.channel.ChannelTopic;
import dev.limbeck.service.channel.ControlTopic;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes commands on. What it has returned from is with the broker for good. */
@Singleton
public class CommandTopic {
    static final String CHANNEL = "run-commands";
    private static final Logger log = LoggerFactory.getLogger(CommandTopic.class);
    /** Somebody waits for the answer: better none than a late one. */
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private final ControlTopic commands;
    private final LifecycleObstacle obstacle;

    @Inject
    CommandTopic(@Channel(CHANNEL) Emitter<Record<byte[], byte[]>> commands, LifecycleObstacle obstacle) {
        this(new ChannelTopic(commands), obstacle);
    }

    CommandTopic(ControlTopic commands, LifecycleObstacle obstacle) {
        this.commands = commands;
        this.obstacle = obstacle;
    }

    @Produces
    @Singleton
    @Identifier(CHANNEL)
    static Map<String, Object> settings(KafkaConnection connection) {
        var producer = connection.producerProperties(CHANNEL);
        producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) LONGEST.toMillis() / 2);
        producer.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) LONGEST.toMillis() / 2);
        producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) LONGEST.toMillis());
        return ChannelSettings.outgoing(producer, RunTopics.RUN_COMMANDS);
    }

    /** @throws Refusal when it cannot be said in time that the command is taken, or nobody would carry it out */
    public void send(RunCommand command) {
        obstacle.now().ifPresent(reason -> {
            throw Refusal.unavailable("the runs do not move, so the command is not taken: " + reason);
        });
        try {
            commands.tell(command.run(), command, LONGEST.plusSeconds(1));
        } catch (KafkaException failed) {
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
}
