package dev.limbeck.orchestrator;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** What the orchestrator has to be told beyond what every service is. */
@ConfigMapping(prefix = "limbeck")
public interface OrchestratorConfig {
    /** Folder of this process's stores. It may be lost: they are built again from Kafka. */
    Path state();
}
