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

    /**
     * Threads of one tensor operation. Another number gives other rounding, so weights are reproducible only with the
     * same one.
     */
    @WithDefault("1")
    int threads();

    Engine engine();

    /** Of the engine that computes. */
    interface Engine {
        /**
         * What its convolutions may use: {@code auto}, which is the most that is right on this machine, or one of {@code
         * all, avx512_core, avx2, avx, sse41}, which is tested, too.
         */
        @WithDefault("auto")
        String instructionSet();
    }

    /** Whether to end when standard input ends: so that a service does not outlive the launcher that started it. */
    @WithDefault("false")
    boolean exitOnStdinClose();

    /** How long the end may take once standard input has ended: a shutdown that hangs must leave no process behind. */
    @WithDefault("30s")
    Duration longestShutdown();
}
