package dev.limbeck.teacher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TeacherConfigTest {
    @Test
    void hasDefaults() {
        var config = config(Map.of());
        assertThat(config.getConfigMapping(TeacherConfig.class).logEvery()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void knowsItsPropertiesByTheseNames() {
        var config = config(Map.of("limbeck.teacher.log-every", "1m"));
        assertThat(config.getConfigMapping(TeacherConfig.class).logEvery()).isEqualTo(Duration.ofMinutes(1));
    }

    private static SmallRyeConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(TeacherConfig.class)
                .withDefaultValues(properties)
                .build();
    }
}
