package dev.limbeck.benchmarks.machine;

import dev.limbeck.service.ServiceConfig;
import java.nio.file.Path;
import java.time.Duration;

/** A service's settings as they are by default. */
public record OneThread(Path store) implements ServiceConfig {
    @Override
    public int threads() {
        return 1;
    }

    @Override
    public Engine engine() {
        return () -> "auto";
    }

    @Override
    public boolean exitOnStdinClose() {
        return false;
    }

    @Override
    public Duration longestShutdown() {
        return Duration.ofSeconds(30);
    }
}
