package dev.limbeck.work;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a process has to be told that computes. */
@ConfigMapping(prefix = "limbeck")
public interface EngineConfig {
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
}
