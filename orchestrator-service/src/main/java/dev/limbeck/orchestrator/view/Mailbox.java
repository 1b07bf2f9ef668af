package dev.limbeck.orchestrator.view;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one client has not been told yet. Of each subject only the newest waits, so a slow client is told less often, not
 * later. One that is too slow even for that is let go: when it comes again, it begins with all that is current.
 */
public final class Mailbox implements AutoCloseable {
    private final int mostWaiting;
    private final LinkedHashMap<String, Change> waiting = new LinkedHashMap<>();
    private @Nullable CompletableFuture<Optional<Change>> asked;
    private boolean closed;

    Mailbox(int mostWaiting) {
        this.mostWaiting = mostWaiting;
    }

    /** To be told, in place of what is waiting on the same subject. */
    void deliver(Change change) {
        boolean tooSlow;
        synchronized (this) {
            if (closed) {
                return;
            }
            waiting.put(change.subject(), change);
            tooSlow = waiting.size() > mostWaiting;
        }
        if (tooSlow) {
            close();
        } else {
            handOver();
        }
    }

    /** To be told at first, unless something newer on the subject came in meanwhile. It may be more than may wait later. */
    public synchronized void begin(Change current) {
        waiting.putIfAbsent(current.subject(), current);
    }

    /**
     * The next change as soon as there is one. To be asked again when that is answered, not before.
     *
     * @param patience after which the answer is empty; it is so at once when the client was let go
     */
    public CompletionStage<Optional<Change>> next(Duration patience) {
        var answer = new CompletableFuture<Optional<Change>>();
        synchronized (this) {
            if (closed) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            asked = answer;
        }
        handOver();
        return answer.completeOnTimeout(Optional.empty(), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Answers outside the lock, since the answer is sent by the thread that gives it. */
    private void handOver() {
        while (true) {
            CompletableFuture<Optional<Change>> answer;
            Change oldest;
            synchronized (this) {
                var first = waiting.values().iterator();
                if (asked == null || !first.hasNext()) {
                    return;
                }
                answer = asked;
                asked = null;
                oldest = first.next();
                first.remove();
            }
            if (answer.complete(Optional.of(oldest))) {
                return;
            }
            // Patience ended in this moment.
            begin(oldest);
        }
    }

    /** Whether nothing more will be told. */
    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        CompletableFuture<Optional<Change>> answer;
        synchronized (this) {
            closed = true;
            waiting.clear();
            answer = asked;
            asked = null;
        }
        if (answer != null) {
            answer.complete(Optional.empty());
        }
    }
}
