package dev.limbeck.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluatorConfigTest {
    private static EvaluatorConfig with(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(EvaluatorConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(EvaluatorConfig.class);
    }

    @Test
    void hasDefaultsForAll() {
        // When
        var config = with(Map.of());
        // Then
        assertThat(config.batchSize()).isEqualTo(64);
        assertThat(config.latencySamples()).isEqualTo(300);
        assertThat(config.latencyWarmUp()).isEqualTo(20);
    }

    @Test
    void isSetByTheseNames() {
        // When
        var config = with(Map.of(
                "limbeck.evaluator.batch-size", "8",
                "limbeck.evaluator.latency-samples", "9",
                "limbeck.evaluator.latency-warm-up", "10"));
        // Then
        assertThat(config.batchSize()).isEqualTo(8);
        assertThat(config.latencySamples()).isEqualTo(9);
        assertThat(config.latencyWarmUp()).isEqualTo(10);
    }
}
