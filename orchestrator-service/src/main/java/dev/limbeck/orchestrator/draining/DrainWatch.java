package dev.limbeck.orchestrator.draining;

import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.place.PlaceTopic;
import dev.limbeck.orchestrator.progress.KafkaProgress;
import dev.limbeck.service.RunStates;
import dev.limbeck.service.channel.RunEvents;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks once a second at the runs that can end. Every replica does; what is said twice has no further effect. */
public final class DrainWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DrainWatch.class);
    private static final int LONGEST_STOP_SECONDS = 3;

    private record Work(String run, int generation) {}

    private final RunStates states;
    private final Clock clock;
    private final KafkaProgress progress;
    private final PlaceTopic places;
    private final RunEvents events;
    private final Map<Work, RunDrain> drains = new HashMap<>();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "drain-watch");
        thread.setDaemon(true);
        return thread;
    });

    public DrainWatch(KafkaConnection connection, RunStates states, RunEvents events, Clock clock) {
        this.states = states;
        this.events = events;
        this.clock = clock;
        this.progress = new KafkaProgress(connection, "drain-watch");
        this.places = new PlaceTopic(connection, "drain-watch-places");
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    public void start() {
        looks.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    private void look() {
        if (!states.isCaughtUp()) {
            return;
        }
        var now = states.all().stream()
                .filter(state -> state.phase().isDistilling())
                .collect(Collectors.toMap(
                        state -> new Work(state.run(), state.currentGeneration().number()), state -> state));
        drains.keySet().retainAll(now.keySet());
        now.forEach((work, state) -> look(drains.computeIfAbsent(work, begun -> drain(state)), state));
    }

    private RunDrain drain(RunState state) {
        var topics = state.generation().topics();
        return new RunDrain(new PlacedSource(() -> places.readIfThere(topics), new CountedSource(progress)));
    }

    // A timer whose task has thrown stops for good.
    private void look(RunDrain drain, RunState state) {
        try {
            drain.look(state, progress, clock.instant()).ifPresent(this::say);
        } catch (RuntimeException unseen) {
            log.warn("It cannot be seen how far run {} is, looking again: {}", state.run(), unseen.toString());
        }
    }

    /** What is not heard is said again. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void say(RunEvent event) {
        events.send(event).whenComplete((heard, refused) -> {
            if (refused != null) {
                log.info("Not heard yet, saying it again: {}: {}", event, refused.toString());
            }
        });
    }

    @Override
    public void close() {
        looks.shutdownNow();
        try {
            if (!looks.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                log.warn("Looking at the runs did not stop within {} s", LONGEST_STOP_SECONDS);
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return;
        }
        progress.close();
        places.close();
    }
}
