package dev.limbeck.work;

import java.time.Duration;

/** Something that a process does on a thread of its own until it is told to stop. Works once: what goes on is another. */
public interface Work {
    /**
     * Opens what it needs, works, and closes all of it again. Returns after {@link #stop}; what it throws before that is
     * its failure.
     */
    void run() throws Exception;

    /** Makes {@link #run} return within a mini-batch. From any thread, at any time, without waiting. */
    void stop();

    /** What is to be expected of it after this failure. */
    default Outlook outlook(Throwable failure) {
        return Outlook.of(failure);
    }

    /** How long it has to rest at least after this failure, before it is tried again. */
    default Duration restAfter(Throwable failure) {
        return Duration.ZERO;
    }
}
