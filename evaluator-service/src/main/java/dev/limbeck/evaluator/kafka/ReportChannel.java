package dev.limbeck.evaluator.kafka;

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

/** The channel by which evaluation reports go out. */
@Singleton
class ReportChannel {
    static final String NAME = "evaluations";

    @Produces
    @Singleton
    @Identifier(NAME)
    Map<String, Object> settings(KafkaConnection connection) {
        return ChannelSettings.outgoing(connection, NAME, RunTopics.EVALUATIONS);
    }

    @Produces
    @Singleton
    @Identifier(NAME)
    ControlTopic topic(@Channel(NAME) Emitter<Record<byte[], byte[]>> emitter) {
        return new ChannelTopic(emitter);
    }
}
