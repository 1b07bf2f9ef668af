package dev.limbeck.kafka.reading;

import java.util.function.BooleanSupplier;

/** What a {@link ReadingThread} does over and over. */
public interface Reading {
    /**
     * Opens a consumer, reads, and closes it again. Returns soon after it is no longer to go on, or before, to begin anew.
     *
     * @param goesOn asked between polls: an interrupt would make a consumer fail to close
     */
    void read(BooleanSupplier goesOn) throws InterruptedException;

    /** Whether there is anything left to read for. */
    default boolean wantsMore() {
        return true;
    }
}
