package dev.limbeck.service.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.kafka.KafkaConnection;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChannelSettingsTest {
    private static final KafkaConnection SECURED = new KafkaConnection(
            Map.of("bootstrap.servers", "broker:9093", "security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN"),
            "limbeck-test");

    static Stream<Map<String, Object>> allKinds() {
        return Stream.of(
                ChannelSettings.outgoing(SECURED, "run-events", "limbeck.run.events"),
                ChannelSettings.shared(SECURED, "run-events", "limbeck.run.events", "group"),
                ChannelSettings.tail(SECURED, "run-events", "limbeck.run.events"));
    }

    @ParameterizedTest
    @MethodSource("allKinds")
    void aChannelsClientIsSetUpAsEveryClient(Map<String, Object> channel) {
        assertThat(channel)
                .containsEntry("bootstrap.servers", "broker:9093")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "PLAIN")
                .containsEntry("client.id", "limbeck-test-run-events")
                .containsEntry("topic", "limbeck.run.events");
    }

    /** The connector passes over what is no text. */
    @ParameterizedTest
    @MethodSource("allKinds")
    void everySettingIsText(Map<String, Object> channel) {
        assertThat(channel.values()).allMatch(String.class::isInstance);
    }

    @ParameterizedTest
    @MethodSource("allKinds")
    void aBrokerThatIsAwayMakesNobodyUnready(Map<String, Object> channel) {
        assertThat(channel).containsEntry("health-readiness-enabled", "false").containsEntry("cloud-events", "false");
    }
}
