package dev.limbeck.evaluator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.kafka.KafkaConnection;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

class ChannelSettingsTest {
    @Test
    void reportsMayBeAsLargeAsWhatOtherProducersSend() throws IOException {
        // When
        var settings = new YamlConfigSource(
                Path.of("src/main/resources/application.yaml").toUri().toURL());
        // Then
        var others = new KafkaConnection("localhost:9092", "test").producerProperties("test");
        assertThat(settings.getValue("mp.messaging.outgoing.evaluations.max.request.size"))
                .isEqualTo(String.valueOf(others.get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG)));
    }
}
