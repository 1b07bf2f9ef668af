package dev.limbeck.broker;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a broker keeps its records, and where it listens.
 *
 * @param directory holds the broker's log; created if absent, and used by one broker at a time
 * @param preferredPort the port clients connect to if it is free, else any; 0 for any
 * @param fresh whether to begin with an empty log, deleting what an earlier broker stored
 * @param properties Kafka broker properties that win over this module's own
 * @param answerWithin how long it may take to serve its first client
 */
public record BrokerSettings(
        Path directory, int preferredPort, boolean fresh, Map<String, String> properties, Duration answerWithin) {
    /** Kafka's usual port. */
    public static final int DEFAULT_PORT = 9092;

    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(1);

    public BrokerSettings {
        directory = requireNonNull(directory, "directory").toAbsolutePath().normalize();
        FreePort.requirePort("preferredPort", preferredPort, 0);
        properties = Map.copyOf(properties);
    }

    /** A broker on Kafka's usual port, or on any other if that is taken. */
    public static BrokerSettings in(Path directory) {
        return new BrokerSettings(directory, DEFAULT_PORT, false, Map.of(), ANSWER_WITHIN);
    }

    public BrokerSettings withPreferredPort(int port) {
        return new BrokerSettings(directory, port, fresh, properties, answerWithin);
    }

    public BrokerSettings withFresh(boolean wantedFresh) {
        return new BrokerSettings(directory, preferredPort, wantedFresh, properties, answerWithin);
    }

    /** Sets one Kafka broker property, as named in Kafka's documentation. */
    public BrokerSettings withProperty(String name, String value) {
        var extended = new LinkedHashMap<>(properties);
        extended.put(name, value);
        return new BrokerSettings(directory, preferredPort, fresh, extended, answerWithin);
    }

    public BrokerSettings withAnswerWithin(Duration wanted) {
        return new BrokerSettings(directory, preferredPort, fresh, properties, wanted);
    }
}
