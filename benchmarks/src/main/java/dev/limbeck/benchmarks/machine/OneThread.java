package dev.limbeck.benchmarks.machine;

import dev.limbeck.work.EngineConfig;

/** The engine's settings as they are by default. */
public record OneThread() implements EngineConfig {
    @Override
    public int threads() {
        return 1;
    }

    @Override
    public Engine engine() {
        return () -> "auto";
    }
}
