package dev.limbeck.service.channel;

import static java.util.stream.Collectors.toMap;

import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Settings of channels: the clients behind them are set up by the connection, as all others are. A channel finds its own
 * by an {@link io.smallrye.common.annotation.Identifier} that is its name.
 */
public final class ChannelSettings {
    private static final String TOPIC = "topic";
    private static final int ORDERS_AT_ONCE = 100;

    private ChannelSettings() {}

    /** Of a channel that documents go out by. */
    public static Map<String, Object> outgoing(KafkaConnection connection, String channel, String topic) {
        return outgoing(connection.producerProperties(channel), topic);
    }

    /** @param producer as the connection sets it up, or changed */
    public static Map<String, Object> outgoing(Map<String, Object> producer, String topic) {
        var settings = common(producer);
        settings.put(TOPIC, topic);
        return texts(settings);
    }

    /**
     * Of a channel by which the replicas of a group share what comes in. A record counts as taken when it is acknowledged
     * and all before it are, however long that takes; what is not is given to another replica.
     */
    public static Map<String, Object> shared(KafkaConnection connection, String channel, String topic, String group) {
        var settings = common(connection.groupConsumerProperties(channel, group, OffsetReset.EARLIEST, ORDERS_AT_ONCE));
        settings.put(TOPIC, topic);
        settings.put("commit-strategy", "throttled");
        settings.put("throttled.unprocessed-record-max-age.ms", 0);
        settings.put("auto.commit.interval.ms", 1000);
        return texts(incoming(settings));
    }

    /** Of a channel by which every replica hears all that is told from now on on a topic that is keyed by run. */
    public static Map<String, Object> tail(KafkaConnection connection, String channel, String topic) {
        var settings = common(connection.consumerProperties(channel, OffsetReset.LATEST));
        settings.put(TOPIC, topic);
        // It joins no group by this name, but the connector wants one.
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, topic);
        settings.put(
                "assign-seek",
                IntStream.range(0, RunTopics.RUN_PARTITIONS)
                        .mapToObj(partition -> partition + ":-1")
                        .collect(Collectors.joining(",")));
        settings.put("commit-strategy", "ignore");
        return texts(incoming(settings));
    }

    private static Map<String, Object> incoming(Map<String, Object> settings) {
        // What cannot be taken now is said again, or out of date soon: no reason to take nothing any more.
        settings.put("failure-strategy", "ignore");
        settings.put("poll-timeout", 200);
        settings.put("retry-max-wait", 2);
        return settings;
    }

    private static Map<String, Object> common(Map<String, Object> client) {
        var settings = new HashMap<>(client);
        settings.put("cloud-events", false);
        settings.put("tracing-enabled", false);
        // For each channel, one after the other, when a process ends while the broker is away.
        settings.put("close-timeout", 1000);
        // Ready is who is at work; whether the broker is there just now is no part of it.
        settings.put("health-readiness-enabled", false);
        return settings;
    }

    /** The connector passes over all else without a word. */
    private static Map<String, Object> texts(Map<String, Object> settings) {
        return settings.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().toString()));
    }
}
