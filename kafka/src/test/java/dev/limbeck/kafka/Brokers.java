package dev.limbeck.kafka;

import dev.limbeck.broker.EmbeddedBroker;

/** One broker for all tests of this module; it ends with the JVM. */
public final class Brokers {
    private static final EmbeddedBroker BROKER = started();

    private Brokers() {}

    private static EmbeddedBroker started() {
        var broker = EmbeddedBroker.temporary();
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-close"));
        return broker;
    }

    public static KafkaConnection connection() {
        return new KafkaConnection(BROKER.bootstrapServers(), "limbeck-test");
    }
}
