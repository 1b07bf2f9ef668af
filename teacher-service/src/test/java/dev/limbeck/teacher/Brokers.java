package dev.limbeck.teacher;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.kafka.KafkaConnection;

/** One broker for all tests of a JVM; it ends with it. It forgets a group without a member after a minute. */
public final class Brokers {
    private static final EmbeddedBroker BROKER = started();

    private Brokers() {}

    private static EmbeddedBroker started() {
        var broker = EmbeddedBroker.temporary(settings -> settings.withProperty("offsets.retention.minutes", "1")
                .withProperty("offsets.retention.check.interval.ms", "1000"));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-close"));
        return broker;
    }

    public static KafkaConnection connection() {
        return new KafkaConnection(BROKER.bootstrapServers(), "limbeck-test");
    }
}
