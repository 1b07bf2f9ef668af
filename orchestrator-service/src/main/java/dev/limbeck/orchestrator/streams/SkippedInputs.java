package dev.limbeck.orchestrator.streams;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What cannot be worked in is said and counted, and never stops the runs of others. */
public final class SkippedInputs {
    private static final Logger log = LoggerFactory.getLogger(SkippedInputs.class);

    private final Runnable count;

    /** @param count called once for each */
    public SkippedInputs(Runnable count) {
        this.count = count;
    }

    void skip(String what, RuntimeException why) {
        log.error("Skipped {}: {}", what, why.toString());
        log.debug("Skipped {}", what, why);
        count.run();
    }
}
