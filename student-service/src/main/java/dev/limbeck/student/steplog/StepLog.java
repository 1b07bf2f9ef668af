package dev.limbeck.student.steplog;

import dev.limbeck.contract.checkpoint.StepLogEntry;
import dev.limbeck.contract.codec.Rejection;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.student.batch.Original;
import java.util.List;

/**
 * A student's journal: everything of it that others can see goes through here, so that one fence keeps out a process
 * that has been replaced without knowing it. For one thread.
 *
 * <p>Entries are grouped: they become durable together, at {@link #commit} at the latest. What follows from them, a
 * checkpoint above all, must wait for that.
 */
public interface StepLog extends AutoCloseable {
    /**
     * Takes the student over: any earlier writer is refused from now on.
     *
     * @param from offset from which entries are wanted
     * @param lastWriter number of the last writer known
     */
    Opened open(long from, int lastWriter);

    /** Writes ahead what is about to be done. */
    void append(StepLogEntry entry);

    /** Hands an unusable record over to the dead letters, together with the entry of its mini-batch. */
    void deadLetter(Original original, Rejection rejection);

    /** Returns when all that was given is durable; at once when that is nothing. */
    void commit();

    /** Commits if entries have been waiting for a while: fewer are composed anew after a crash. */
    void commitIfStale();

    /** Tells the evaluators of a checkpoint, and commits. */
    void announce(CheckpointAnnounced checkpoint);

    /** Offset from which entries to come are written, or an earlier one. */
    long offset();

    @Override
    void close();

    /**
     * @param writer number of this process
     * @param entries what was done before, oldest first
     */
    record Opened(int writer, List<StepLogEntry> entries) {
        public Opened {
            entries = List.copyOf(entries);
        }
    }

    /** Another process has taken the student over. This one must stop, and must not try again. */
    final class FencedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public FencedException(String message, Throwable cause) {
            super(message, cause);
        }

        public FencedException(String message) {
            super(message);
        }
    }
}
