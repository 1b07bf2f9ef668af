package dev.limbeck.kafka;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

/**
 * What an operator says by {@code kafka.*} of how to speak to the broker. Every client is given it. What not every client
 * could follow is refused: whoever asks for encryption and is not heard sends plaintext without knowing.
 */
public final class ClientSettings {
    public static final String BOOTSTRAP_SERVERS = CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;

    private static final String PREFIX = "kafka.";
    private static final List<ConfigDef> CLIENTS =
            List.of(AdminClientConfig.configDef(), ConsumerConfig.configDef(), ProducerConfig.configDef());
    /** What all kinds of clients know: that is how to speak to a broker, not what for. */
    private static final Set<String> HONOURED = honoured();
    /** Settings of one framework's clients alone: the others would not hear of it. */
    private static final Pattern ONE_CLIENTS_PROTECTION =
            Pattern.compile("(quarkus\\.kafka-streams|kafka-streams|mp\\.messaging)\\.(.*\\.)?"
                    + "(security[.-]protocol|sasl[.-].+|ssl[.-].+|tls-configuration-name)");

    private static final Pattern PROTECTION = Pattern.compile("(security|sasl|ssl|tls)[.-].*");

    private ClientSettings() {}

    /** Those of a process that reads system properties and, where there is none, the environment. */
    public static Map<String, String> ofProcess() {
        var names = new HashSet<>(System.getProperties().stringPropertyNames());
        var environment = System.getenv();
        environment
                .keySet()
                .forEach(name -> names.add(name.toLowerCase(Locale.ROOT).replace('_', '.')));
        return read(
                names,
                name -> Optional.ofNullable(System.getProperty(name))
                        .or(() -> Optional.ofNullable(environment.get(inEnvironment(name)))),
                environment.keySet());
    }

    /**
     * @param names of all that is set, as in {@code kafka.security.protocol}
     * @param value of a setting
     * @param environment names of variables: some of other programs begin like ours, and are passed over
     * @return by Kafka's names
     * @throws IllegalArgumentException naming a setting that not every client could follow, or whose value is none
     */
    public static Map<String, String> read(
            Iterable<String> names, Function<String, Optional<String>> value, Set<String> environment) {
        for (String name : names) {
            requireHonoured(name, environment);
        }
        var settings = new TreeMap<String, String>();
        HONOURED.forEach(name ->
                value.apply(PREFIX + name).filter(text -> !text.isBlank()).ifPresent(text -> settings.put(name, text)));
        CLIENTS.forEach(client -> requireValid(client, settings));
        return settings;
    }

    private static void requireHonoured(String name, Set<String> environment) {
        if (ONE_CLIENTS_PROTECTION.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "%s is set, but would reach some of the clients only; set kafka.… for all of them".formatted(name));
        }
        if (!name.startsWith(PREFIX) || HONOURED.contains(name.substring(PREFIX.length()))) {
            return;
        }
        String ownName = name.substring(PREFIX.length());
        boolean isKnown = CLIENTS.stream().anyMatch(client -> client.names().contains(ownName));
        if (isKnown) {
            throw new IllegalArgumentException(
                    "%s is set, but what a client is used for decides it; allowed are the settings of the connection, as in kafka.security.protocol"
                            .formatted(name));
        }
        boolean isForeign = environment.contains(inEnvironment(name))
                && !PROTECTION.matcher(ownName).matches();
        if (!isForeign) {
            throw new IllegalArgumentException(
                    "%s is set, but no Kafka client has such a setting; allowed are those of the connection, as in kafka.security.protocol"
                            .formatted(name));
        }
    }

    private static void requireValid(ConfigDef client, Map<String, String> settings) {
        for (ConfigValue checked : client.validate(settings)) {
            if (settings.containsKey(checked.name()) && !checked.errorMessages().isEmpty()) {
                throw new IllegalArgumentException("kafka.%s is not what it has to be: %s"
                        .formatted(checked.name(), checked.errorMessages().get(0)));
            }
        }
    }

    private static Set<String> honoured() {
        var shared = new HashSet<>(CLIENTS.get(0).names());
        CLIENTS.forEach(client -> shared.retainAll(client.names()));
        shared.removeAll(Set.of(CommonClientConfigs.CLIENT_ID_CONFIG, CommonClientConfigs.RECEIVE_BUFFER_CONFIG));
        return Set.copyOf(shared);
    }

    private static String inEnvironment(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
