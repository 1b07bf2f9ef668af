package dev.limbeck.teacher.process;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of the machine the network engine may use. */
@ConfigMapping(prefix = "limbeck")
public interface EngineConfig {
    /** Threads of one tensor operation. With another number a training gives slightly other weights. */
    @WithDefault("1")
    int threads();
}
