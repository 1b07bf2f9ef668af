package dev.limbeck.kafka.reading;

import dev.limbeck.contract.time.Ticker;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads on a thread of its own until it is told to stop. A reading that fails is begun anew after a pause, a longer one
 * each time while it fails at once: a broker that is away is waited for, however long that takes.
 */
public final class ReadingThread implements AutoCloseable {
    static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);
    /** More than a consumer takes to leave its group. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(4);

    private static final Logger log = LoggerFactory.getLogger(ReadingThread.class);

    private final Reading reading;
    private final Ticker ticker;
    private final Consumer<Throwable> brokenDown;
    private final Thread thread;
    private final CountDownLatch stop = new CountDownLatch(1);

    /**
     * @param name of the thread; says what is read
     * @param brokenDown told of a failure after which the thread cannot go on, as of no memory
     */
    public ReadingThread(String name, Reading reading, Ticker ticker, Consumer<Throwable> brokenDown) {
        this.reading = reading;
        this.ticker = ticker;
        this.brokenDown = brokenDown;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** For readings whose owner asks {@link #isAlive}. */
    public ReadingThread(String name, Reading reading, Ticker ticker) {
        this(name, reading, ticker, failure -> log.error("{} has ended", name, failure));
    }

    public void start() {
        thread.start();
    }

    /** Whether it reads, or is about to try again. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    private boolean goesOn() {
        return stop.getCount() > 0;
    }

    // Errors, too: a thread that has died reads nothing, however it died.
    private void run() {
        try {
            readOnAndOn();
        } catch (InterruptedException | InterruptException interrupted) {
            log.debug("{} is interrupted", thread.getName());
        } catch (Throwable failure) {
            brokenDown.accept(failure);
        }
    }

    private void readOnAndOn() throws InterruptedException {
        Duration pause = SHORTEST_PAUSE;
        while (goesOn() && reading.wantsMore()) {
            var begun = ticker.reading();
            try {
                reading.read(this::goesOn);
                pause = SHORTEST_PAUSE;
            } catch (InterruptException interrupted) {
                throw interrupted;
            } catch (RuntimeException failed) {
                pause = pauseAfter(ticker.since(begun), pause);
                log.warn("{} failed, beginning anew: {}", thread.getName(), failed.toString());
                log.debug("{} failed with", thread.getName(), failed);
                if (stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                pause = pause.multipliedBy(2);
            }
        }
    }

    /** @param lasted how long the reading went well before it failed */
    static Duration pauseAfter(Duration lasted, Duration next) {
        if (lasted.compareTo(LONGEST_PAUSE) > 0) {
            return SHORTEST_PAUSE;
        }
        return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
    }

    /** Ends within a moment; {@link #close} waits for it. */
    public void stop() {
        stop.countDown();
    }

    @Override
    public void close() {
        stop();
        try {
            thread.join(LONGEST_STOP.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
