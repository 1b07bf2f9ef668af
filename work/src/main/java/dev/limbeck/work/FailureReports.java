package dev.limbeck.work;

import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.service.channel.RunEvents;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the run of work that has failed several times, so that it does not look as if all were well. Whoever says so does
 * not wait: a thread of its own tells the broker again until it has it.
 */
public final class FailureReports implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FailureReports.class);
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);

    private final RunEvents events;
    private final Clock clock;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        var daemon = new Thread(work, "failures");
        daemon.setDaemon(true);
        return daemon;
    });

    public FailureReports(RunEvents events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    public void tell(FailedWork failed) {
        var assignment = failed.assignment();
        var event = new RunEvent.WorkFailed(
                assignment.run(),
                assignment.generation().number(),
                assignment.part(),
                failed.reason(),
                failed.tries(),
                failed.givenUp(),
                clock.instant());
        thread.execute(() -> tell(event));
    }

    private void tell(RunEvent event) {
        try {
            while (!isTold(event)) {
                TimeUnit.MILLISECONDS.sleep(TRY_AGAIN_AFTER.toMillis());
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isTold(RunEvent event) throws InterruptedException {
        try {
            events.tell(event);
            return true;
        } catch (KafkaException refused) {
            log.warn("Not told yet, telling it again: {}: {}", event, refused.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
