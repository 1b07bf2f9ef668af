package dev.limbeck.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSettingsTest {
    private static final Map<String, String> SECURED = Map.of(
            "kafka.bootstrap.servers", "localhost:9093",
            "kafka.security.protocol", "SASL_SSL",
            "kafka.sasl.mechanism", "SCRAM-SHA-512",
            "kafka.ssl.truststore.location", "/etc/limbeck/trust.p12");

    @Test
    void everyKindOfClientIsToldHowToSpeakToTheBroker() {
        // Given
        var connection = new KafkaConnection(read(SECURED), "limbeck-student");
        // When
        var consumer = connection.consumerProperties("examples", OffsetReset.NONE);
        var producer = connection.producerProperties("steps");
        // Then
        for (Map<String, ?> client : List.of(consumer, producer, connection.clientSettings())) {
            SECURED.forEach((name, value) ->
                    assertThat(client.get(name.substring("kafka.".length()))).isEqualTo(value));
        }
    }

    @Test
    void whereTheLoginIsMissingNoClientIsMadeThatWouldDoWithoutIt() {
        // Given
        var connection = new KafkaConnection(read(SECURED), "limbeck-student");
        // When
        var made = assertThatThrownBy(() -> {
            try (Admin admin = connection.admin()) {
                admin.metrics();
            }
        });
        // Then
        made.isInstanceOf(KafkaException.class).rootCause().hasMessageContaining("JAAS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.acks",
                "kafka.isolation.level",
                "kafka.client.id",
                "kafka.secuirty.protocol",
                "quarkus.kafka-streams.security.protocol",
                "quarkus.kafka-streams.ssl.truststore.location",
                "kafka-streams.consumer.sasl.jaas.config",
                "mp.messaging.connector.smallrye-kafka.security.protocol",
                "mp.messaging.outgoing.run-events.ssl.truststore.location",
                "kafka.tls-configuration-name"
            })
    void whatNotEveryClientWouldFollowIsRefusedByName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of(name, "1", "kafka.bootstrap.servers", "localhost:9093")))
                .withMessageContaining(name + " is set, but ");
    }

    @Test
    void aProtocolThatDoesNotExistIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of("kafka.security.protocol", "SASL_TLS")))
                .withMessageContaining("kafka.security.protocol")
                .withMessageContaining("SASL_TLS");
    }

    @Test
    void variablesOfOtherProgramsArePassedOverUnlessTheyAreMeantToProtect() {
        // Given
        var names = Set.of("kafka.heap.opts", "kafka.port");
        // When
        var settings = ClientSettings.read(names, name -> Optional.empty(), Set.of("KAFKA_HEAP_OPTS", "KAFKA_PORT"));
        // Then
        assertThat(settings).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientSettings.read(
                        Set.of("kafka.ssl.truststore"), name -> Optional.empty(), Set.of("KAFKA_SSL_TRUSTSTORE")))
                .withMessageContaining("kafka.ssl.truststore");
    }

    @Test
    void aConnectionNeverPrintsItsPasswords() {
        // Given
        var settings = Map.of("bootstrap.servers", "localhost:9093", "sasl.jaas.config", "password=secret");
        // When
        var printed = new KafkaConnection(settings, "limbeck-student").toString();
        // Then
        assertThat(printed).isEqualTo("KafkaConnection[localhost:9093, limbeck-student]");
    }

    private static Map<String, String> read(Map<String, String> set) {
        return ClientSettings.read(set.keySet(), name -> Optional.ofNullable(set.get(name)), Set.of());
    }
}
