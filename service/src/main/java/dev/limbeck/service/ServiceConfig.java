package dev.limbeck.service;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** What a service process has to be told; the work itself is declared by the runs. */
@ConfigMapping(prefix = "limbeck")
public interface ServiceConfig {
    /** Root folder of the artifact store, the same for all services. */
    Path store();

    /** Whether to end when standard input ends: so that a service does not outlive the launcher that started it. */
    @WithDefault("false")
    boolean exitOnStdinClose();

    /** How long the end may take once standard input has ended: a shutdown that hangs must leave no process behind. */
    @WithDefault("30s")
    Duration longestShutdown();
}
