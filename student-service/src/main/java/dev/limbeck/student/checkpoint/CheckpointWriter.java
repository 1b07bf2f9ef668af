package dev.limbeck.student.checkpoint;

import dev.limbeck.store.checkpoint.CheckpointFolder;
import dev.limbeck.student.steplog.StepLog;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes checkpoints beside training, one at a time. While a full disk refuses one, it tries again and again: the state
 * is in memory, and the checkpoint before is untouched. Used by one thread, but for {@link #stopTrying}.
 */
public final class CheckpointWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CheckpointWriter.class);
    private static final Duration TRY_AGAIN_AFTER = Duration.ofMillis(500);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(4);

    private final Function<StudentCheckpoint, CheckpointFolder> write;
    private final ExecutorService thread;
    private @Nullable CompletableFuture<Written> writing;
    private volatile Optional<String> trouble = Optional.empty();
    private volatile boolean stopping;

    /** @param write returns when the checkpoint is durable; an {@link UncheckedIOException} is tried again */
    public CheckpointWriter(String student, Function<StudentCheckpoint, CheckpointFolder> write) {
        this.write = write;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            var daemon = new Thread(task, "checkpoint-" + student);
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /** A checkpoint that is on disk, and the state it was written from. */
    public record Written(CheckpointFolder folder, StudentCheckpoint checkpoint) {}

    public boolean isBusy() {
        return writing != null;
    }

    /** Why the checkpoint at hand is not on disk yet; empty when nothing is wrong. */
    public Optional<String> trouble() {
        return trouble;
    }

    /**
     * Begins to write as soon as it may; there must be none at hand.
     *
     * @param checkpoint done when what it follows from is durable
     */
    public void start(CompletableFuture<StudentCheckpoint> checkpoint) {
        if (isBusy()) {
            throw new IllegalStateException("a checkpoint is being written already");
        }
        writing = checkpoint.thenApplyAsync(durable -> new Written(persist(durable), durable), thread);
    }

    /** The checkpoint that has been finished since the last call. */
    public Optional<Written> takeFinished() {
        return writing != null && writing.isDone() ? Optional.of(finish(writing)) : Optional.empty();
    }

    /** Waits for the one at hand. */
    public Optional<Written> awaitFinished() {
        return writing == null ? Optional.empty() : Optional.of(finish(writing));
    }

    /**
     * From now on a refusal is final: who is to stop does not wait for space on the disk. Nothing is lost, for the step
     * log has what the checkpoint would have had. From any thread.
     */
    public void stopTrying() {
        stopping = true;
    }

    private Written finish(CompletableFuture<Written> done) {
        try {
            return StepLog.await(done);
        } finally {
            writing = null;
        }
    }

    private CheckpointFolder persist(StudentCheckpoint checkpoint) {
        while (true) {
            try {
                CheckpointFolder written = write.apply(checkpoint);
                trouble = Optional.empty();
                return written;
            } catch (UncheckedIOException refused) {
                if (stopping) {
                    log.warn("Not tried again, for the student is to stop: {}", refused.getMessage());
                    throw refused;
                }
                if (trouble.isEmpty()) {
                    log.error("Training pauses until it can be: {}", refused.getMessage());
                }
                trouble = Optional.of(String.valueOf(refused.getMessage()));
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(TRY_AGAIN_AFTER.toMillis());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new CancellationException("closed before the checkpoint could be written");
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            thread.shutdownNow();
        }
    }
}
