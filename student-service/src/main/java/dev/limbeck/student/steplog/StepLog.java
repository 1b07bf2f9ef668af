package dev.limbeck.student.steplog;

import dev.limbeck.contract.checkpoint.StepLogEntry;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.record.Rejection;
import dev.limbeck.student.batch.Original;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A student's journal: everything of it that others can see goes through here, so that one fence keeps out a process
 * that has been replaced without knowing it. For one thread.
 *
 * <p>What is given is written beside training, in the order in which it was given, and becomes durable in groups: at
 * {@link #commit} at the latest, or after a while. What follows from it, a checkpoint above all, must wait for that. Every
 * method throws what has become of something given before, if that failed.
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

    /** Tells of something that happened to the run, together with the entry that keeps it from being told again. */
    void report(RunEvent event);

    /** @return done when all that was given is durable, with the offset from which entries to come are written */
    CompletableFuture<Long> commit();

    /** Tells the evaluators of a checkpoint, and commits. */
    CompletableFuture<Long> announce(CheckpointAnnounced checkpoint);

    /** Throws what has become of something given before, if that failed. */
    void requireIntact();

    @Override
    void close();

    /** Waits, and throws what went wrong as it was thrown. */
    static <T> T await(CompletableFuture<T> pending) {
        try {
            return pending.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

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
