package dev.limbeck.orchestrator;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/**
 * What the orchestrator has to be told beyond what every service is. Nothing injects it: without it, the setting that
 * application.yaml refers to would be refused as unknown.
 */
@Unremovable
@ConfigMapping(prefix = "limbeck")
public interface OrchestratorConfig {
    /** Folder of this process's stores. It may be lost: they are built again from Kafka. */
    Path state();
}
