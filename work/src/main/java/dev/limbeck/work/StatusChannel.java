package dev.limbeck.work;

import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.service.channel.ChannelSettings;
import dev.limbeck.service.channel.ChannelTopic;
import dev.limbeck.service.channel.ControlTopic;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;

/** The channel by which work tells how it goes. */
@Singleton
class StatusChannel {
    @Produces
    @Singleton
    @Identifier(StatusPublisher.CHANNEL)
    Map<String, Object> settings(KafkaConnection connection) {
        return ChannelSettings.outgoing(connection, StatusPublisher.CHANNEL, RunTopics.RUN_STATUS);
    }

    @Produces
    @Singleton
    @Identifier(StatusPublisher.CHANNEL)
    ControlTopic topic(@Channel(StatusPublisher.CHANNEL) Emitter<Record<byte[], byte[]>> emitter) {
        return new ChannelTopic(emitter);
    }
}
