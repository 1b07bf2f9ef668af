package dev.limbeck.orchestrator.view;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.service.channel.ChannelSettings;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows what replicas tell of their work, from now on: what they told before is out of date. */
@Singleton
class StatusTail {
    private static final String CHANNEL = "run-status";
    private static final Logger log = LoggerFactory.getLogger(StatusTail.class);

    private final LiveWork work;

    StatusTail(LiveWork work) {
        this.work = work;
    }

    @Produces
    @Singleton
    @Identifier(CHANNEL)
    static Map<String, Object> settings(KafkaConnection connection) {
        return ChannelSettings.tail(connection, CHANNEL, RunTopics.RUN_STATUS);
    }

    @Incoming(CHANNEL)
    @Blocking
    void heard(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            work.heard(ContractJson.read(record.value(), PartStatus.class));
        } catch (RuntimeException unusable) {
            log.warn("A record of {} is no part's status: {}", RunTopics.RUN_STATUS, unusable.getMessage());
        }
    }
}
