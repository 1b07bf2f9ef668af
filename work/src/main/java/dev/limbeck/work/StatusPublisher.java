package dev.limbeck.work;

import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.service.channel.ControlTopic;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells once a second how work goes. Nothing is decided by it, so what cannot be told is not told again. */
public final class StatusPublisher implements AutoCloseable {
    /** By which the topic is injected that this tells. */
    public static final String CHANNEL = "run-status";

    private static final Logger log = LoggerFactory.getLogger(StatusPublisher.class);

    private final Supplier<List<PartStatus>> parts;
    private final ControlTopic topic;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "status");
        thread.setDaemon(true);
        return thread;
    });

    /** @param parts what this process works on at the moment it is asked */
    public StatusPublisher(ControlTopic topic, Supplier<List<PartStatus>> parts) {
        this.topic = topic;
        this.parts = parts;
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    public void start() {
        clock.scheduleAtFixedRate(this::publish, 1, 1, TimeUnit.SECONDS);
    }

    // A timer whose task has thrown stops for good.
    private void publish() {
        try {
            parts.get().forEach(this::publish);
        } catch (RuntimeException untold) {
            log.debug("Status not told", untold);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void publish(PartStatus part) {
        topic.send(part.key(), part).whenComplete((told, refused) -> {
            if (refused != null) {
                log.debug("Status of {} not told", part.key(), refused);
            }
        });
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
