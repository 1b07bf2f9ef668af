package dev.limbeck.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** Kafka's properties for one node that is broker and controller at once, with one machine's memory in mind. */
final class BrokerProperties {
    static final int NODE_ID = 1;
    static final String BROKER_LISTENER = "BROKER";
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    static final String HOST = "127.0.0.1";

    private BrokerProperties() {}

    static Properties of(Path logDirectory, int brokerPort, int controllerPort, Map<String, String> overrides) {
        var properties = new Properties();
        properties.putAll(node(logDirectory, brokerPort, controllerPort));
        properties.putAll(singleReplica());
        properties.putAll(promptness());
        properties.putAll(footprint());
        properties.putAll(overrides);
        return properties;
    }

    private static Map<String, String> node(Path logDirectory, int brokerPort, int controllerPort) {
        return Map.of(
                "process.roles", "broker,controller",
                "node.id", Integer.toString(NODE_ID),
                "log.dirs", logDirectory.toString(),
                "listeners",
                        "%s://%s:%d,%s://%s:%d"
                                .formatted(
                                        BROKER_LISTENER, HOST, brokerPort, CONTROLLER_LISTENER, HOST, controllerPort),
                "advertised.listeners", "%s://%s:%d".formatted(BROKER_LISTENER, HOST, brokerPort),
                "listener.security.protocol.map",
                        "%s:PLAINTEXT,%s:PLAINTEXT".formatted(BROKER_LISTENER, CONTROLLER_LISTENER),
                "inter.broker.listener.name", BROKER_LISTENER,
                "controller.listener.names", CONTROLLER_LISTENER,
                "controller.quorum.voters", "%d@%s:%d".formatted(NODE_ID, HOST, controllerPort),
                "auto.create.topics.enable", "false");
    }

    private static Map<String, String> singleReplica() {
        return Map.of(
                "default.replication.factor", "1",
                "min.insync.replicas", "1",
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "1");
    }

    /** What a restart after a crash, a new group member or an abandoned transaction would otherwise wait for. */
    private static Map<String, String> promptness() {
        return Map.of(
                "group.initial.rebalance.delay.ms", "0",
                // Shorter, and a busy machine has the broker fence itself; a killed one is awaited for as long.
                "broker.session.timeout.ms", "6000",
                "broker.heartbeat.interval.ms", "500",
                "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
                "log.initial.task.delay.ms", "5000",
                "log.retention.check.interval.ms", "60000",
                // As large as the system lets them grow: what a client is to read next waits there.
                "socket.send.buffer.bytes", "-1",
                "socket.receive.buffer.bytes", "-1");
    }

    private static Map<String, String> footprint() {
        return Map.of(
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2",
                "group.coordinator.threads", "1",
                "share.coordinator.threads", "1",
                "log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20),
                "log.cleaner.io.buffer.size", Integer.toString(256 << 10),
                "log.segment.bytes", Integer.toString(128 << 20),
                "log.index.size.max.bytes", Integer.toString(1 << 20));
    }
}
