package dev.limbeck.student.training;

import dev.limbeck.contract.place.Place;
import dev.limbeck.contract.place.TopicNow;
import dev.limbeck.student.batch.StreamRecord;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads and decodes on a thread of its own while the student trains, a few polls ahead. To the student it is the same
 * stream: the same records in the same order, and its failure after the last record that came before it.
 */
public final class ReadAhead implements ExampleStream {
    /** That wait for the student. A fetch takes as long as a small network takes for a few hundred examples. */
    static final int MOST_POLLS_AHEAD = 2;
    /** After this a reader looks again whether it is still wanted. */
    private static final Duration TURN = Duration.ofMillis(100);

    /**
     * Before a reader looks again whether there is room: shorter than what waits lasts. Were it woken instead, whoever
     * trains would have to wake it, and then share a core with it for a while.
     */
    private static final Duration NAP = Duration.ofMillis(5);

    private final ExampleStream stream;
    private final String name;
    private final AtomicReference<@Nullable SortedMap<Integer, Long>> unreported = new AtomicReference<>();
    private @Nullable Reader reader;

    /**
     * @param stream used by one thread at a time
     * @param name for the thread
     */
    public ReadAhead(ExampleStream stream, String name) {
        this.stream = stream;
        this.name = name;
    }

    @Override
    public TopicNow seek(Place place) {
        stopReading();
        return stream.seek(place);
    }

    @Override
    public List<StreamRecord> poll(Duration longestWait) {
        Reader current = reader;
        if (current == null) {
            current = new Reader();
            current.thread.start();
            reader = current;
        }
        return current.take(longestWait);
    }

    @Override
    public long lag() {
        Reader current = reader;
        return current == null ? stream.lag() : current.lag();
    }

    @Override
    public void reportProgress(SortedMap<Integer, Long> trainedThrough) {
        unreported.set(trainedThrough);
    }

    @Override
    public void close() {
        try (stream) {
            stopReading();
            report();
        }
    }

    private void stopReading() {
        Reader current = reader;
        reader = null;
        if (current != null) {
            current.stop();
        }
    }

    private void report() {
        var newest = unreported.getAndSet(null);
        if (newest != null) {
            stream.reportProgress(newest);
        }
    }

    /** One stretch of reading, from a seek to the next. */
    private final class Reader implements Runnable {
        private final BlockingQueue<List<StreamRecord>> ready = new LinkedBlockingQueue<>(MOST_POLLS_AHEAD);
        private final AtomicLong notTaken = new AtomicLong();
        private final Thread thread = new Thread(this, name);
        private volatile long behind;
        private volatile boolean wanted = true;
        private volatile @Nullable RuntimeException failure;

        Reader() {
            thread.setDaemon(true);
        }

        @Override
        public void run() {
            try {
                while (wanted) {
                    var records = stream.poll(TURN);
                    behind = stream.lag();
                    report();
                    if (!records.isEmpty()) {
                        notTaken.addAndGet(records.size());
                        hand(records);
                    }
                }
            } catch (RuntimeException failed) {
                failure = failed;
            } catch (InterruptedException nobodyDoesThat) {
                failure = new IllegalStateException("reading ahead was interrupted", nobodyDoesThat);
            } catch (Error fatal) { // the student may not wait for this thread in vain
                failure = new IllegalStateException("reading ahead cannot go on: " + fatal, fatal);
            }
        }

        private void hand(List<StreamRecord> records) throws InterruptedException {
            while (wanted && !ready.offer(records)) {
                report();
                Thread.sleep(NAP.toMillis());
            }
        }

        List<StreamRecord> take(Duration longestWait) {
            var next = within(longestWait);
            if (next != null) {
                notTaken.addAndGet(-next.size());
                return next;
            }
            RuntimeException known = failure;
            if (known != null && ready.isEmpty()) {
                throw known;
            }
            return List.of();
        }

        private @Nullable List<StreamRecord> within(Duration longestWait) {
            try {
                return ready.poll(longestWait.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException interrupted) {
                throw interruptedWhile("waiting for records", interrupted);
            }
        }

        long lag() {
            return behind + notTaken.get();
        }

        void stop() {
            wanted = false;
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                throw interruptedWhile("ending to read", interrupted);
            }
        }
    }

    private static IllegalStateException interruptedWhile(String doing, InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while " + doing, interrupted);
    }
}
