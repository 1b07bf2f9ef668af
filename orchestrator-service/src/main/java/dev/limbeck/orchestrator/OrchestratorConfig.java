package dev.limbeck.orchestrator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** What the orchestrator has to be told beyond what every service is. */
@ConfigMapping(prefix = "limbeck")
public interface OrchestratorConfig {
    /** Folder of this process's stores. It may be lost: they are built again from Kafka. */
    Path state();

    /** For how long inputs may wait for the lifecycle before it is said to stand still. */
    @WithDefault("30s")
    Duration standstill();
}
