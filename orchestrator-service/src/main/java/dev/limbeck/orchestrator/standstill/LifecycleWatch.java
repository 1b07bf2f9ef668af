package dev.limbeck.orchestrator.standstill;

import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.orchestrator.OrchestratorConfig;
import dev.limbeck.orchestrator.progress.KafkaProgress;
import dev.limbeck.orchestrator.streams.RunTopology;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every few seconds whether the lifecycle of runs takes its inputs, here or in another replica. */
@Singleton
public class LifecycleWatch implements LifecycleObstacle {
    private static final Logger log = LoggerFactory.getLogger(LifecycleWatch.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int LOOKS_A_STANDSTILL = 3;
    private static final int LONGEST_STOP_SECONDS = 3;
    private static final Set<KafkaStreams.State> OVER = Set.of(
            KafkaStreams.State.PENDING_ERROR,
            KafkaStreams.State.ERROR,
            KafkaStreams.State.PENDING_SHUTDOWN,
            KafkaStreams.State.NOT_RUNNING);

    private final KafkaConnection connection;
    private final Instance<KafkaStreams> streams;
    private final Duration longest;
    private final Standstill standstill;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "lifecycle-watch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Optional<String> stuck = Optional.empty();
    private volatile Optional<String> lastFailure = Optional.empty();

    LifecycleWatch(KafkaConnection connection, Instance<KafkaStreams> streams, OrchestratorConfig config) {
        this.connection = connection;
        this.streams = streams;
        this.longest = config.standstill();
        this.standstill = new Standstill(RunTopology.APPLICATION_ID, RunTopology.READ, longest);
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    void start(@Observes StartupEvent started, Topology topicsAreThere) {
        long pause = Math.min(LONGEST_PAUSE.toMillis(), longest.toMillis() / LOOKS_A_STANDSTILL);
        // Its clients are for the one thread.
        looks.execute(() -> {
            var progress = new KafkaProgress(connection, "lifecycle-watch");
            looks.scheduleWithFixedDelay(() -> look(progress), pause, pause, TimeUnit.MILLISECONDS);
        });
    }

    // A timer whose task has thrown stops for good.
    private void look(KafkaProgress progress) {
        try {
            var found = standstill.look(progress, System.nanoTime());
            if (found.isPresent() && stuck.isEmpty()) {
                log.error("The lifecycle of runs does not move: {}", found.get());
            } else if (found.isEmpty() && stuck.isPresent()) {
                log.info("The lifecycle of runs moves again");
                lastFailure = Optional.empty();
            }
            stuck = found;
        } catch (RuntimeException unseen) {
            log.debug("It cannot be seen whether the lifecycle of runs moves, looking again", unseen);
        }
    }

    /** The thread that moves runs has ended, and another takes its place. */
    public void stopped(Throwable failure) {
        lastFailure = Optional.of(failure.toString());
    }

    @Override
    public Optional<String> now() {
        if (streams.isResolvable() && OVER.contains(streams.get().state())) {
            return Optional.of(because("its process has stopped moving runs"));
        }
        return stuck.map(this::because);
    }

    private String because(String what) {
        return lastFailure
                .map(failure -> "%s; what stopped it last was %s".formatted(what, failure))
                .orElse(what);
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        looks.shutdownNow();
        if (!looks.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
            log.warn("Looking at the lifecycle did not stop within {} s", LONGEST_STOP_SECONDS);
        }
    }
}
