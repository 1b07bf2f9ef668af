package dev.limbeck.orchestrator;

import java.nio.file.Path;
import java.time.Duration;

/** The settings of an orchestrator that keeps its stores in a folder of a test. */
public record StateIn(Path state) implements OrchestratorConfig {
    @Override
    public Duration standstill() {
        return Duration.ofSeconds(30);
    }
}
