package dev.limbeck.student.service;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a student process may be told beside its run. */
@ConfigMapping(prefix = "limbeck.student")
public interface StudentConfig {
    /**
     * Threads of one operation inside PyTorch. Each student has a thread of its own already, and another number gives
     * other rounding, so weights are only reproducible with the same one.
     */
    @WithDefault("1")
    int intraOpThreads();
}
