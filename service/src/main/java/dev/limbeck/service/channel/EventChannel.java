package dev.limbeck.service.channel;

import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;

/** The channel that every service has. */
@Singleton
class EventChannel {
    private static final String NAME = "run-events";

    @Produces
    @Singleton
    @Identifier(NAME)
    Map<String, Object> settings(KafkaConnection connection) {
        return ChannelSettings.outgoing(connection, NAME, RunTopics.RUN_EVENTS);
    }

    @Produces
    @Singleton
    RunEvents events(@Channel(NAME) Emitter<Record<byte[], byte[]>> emitter) {
        return new RunEvents(new ChannelTopic(emitter));
    }
}
