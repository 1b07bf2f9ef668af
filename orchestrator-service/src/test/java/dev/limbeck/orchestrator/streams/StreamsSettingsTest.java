package dev.limbeck.orchestrator.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.codec.RecordCodec;
import java.io.IOException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Kafka Streams is set by a file that cannot name a constant. */
class StreamsSettingsTest {
    private static final Pattern BYTES = Pattern.compile("(?:size|bytes): (\\d{5,})");

    @Test
    void whatKafkaStreamsMaySendIsTheLargestRecordOfAnyTopic() throws IOException {
        try (var in = StreamsSettingsTest.class.getResourceAsStream("/application.yaml")) {
            String yaml = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);

            assertThat(BYTES.matcher(yaml).results().map(found -> Integer.parseInt(found.group(1))))
                    .hasSize(2)
                    .containsOnly(RecordCodec.MAX_BYTES_WITH_HEADERS);
        }
    }
}
