package dev.limbeck.service;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.time.Ticker;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.kafka.reading.Backlog;
import dev.limbeck.kafka.reading.ReadingThread;
import dev.limbeck.kafka.topic.RunPartitions;
import dev.limbeck.kafka.topic.TopicProvisioning;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every run as it stands, read from its topic from the beginning and kept level with it by a thread of its own. A
 * service makes come true what it says; before it has been read to its end, nobody is told anything. A broker that is
 * away is waited for.
 */
public final class RunStates implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RunStates.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConnection connection;
    private final Consumer<RunState> changed;
    private final Map<String, RunState> states = new ConcurrentHashMap<>();
    private final ReadingThread thread = new ReadingThread("run-states", this::read, Ticker.SYSTEM);
    private volatile boolean caughtUp;

    /**
     * @param changed told of every run once at first, then of every change, by one thread; what it throws is logged
     */
    public RunStates(KafkaConnection connection, Consumer<RunState> changed) {
        this.connection = connection;
        this.changed = changed;
    }

    public void start() {
        thread.start();
    }

    /** Whether the states of before this process have been read, and told. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    public boolean isAlive() {
        return thread.isAlive();
    }

    public Optional<RunState> of(String run) {
        return Optional.ofNullable(states.get(run));
    }

    public List<RunState> all() {
        return List.copyOf(states.values());
    }

    private void read(BooleanSupplier goesOn) {
        TopicProvisioning.provideShared(connection);
        try (var consumer = connection.consumer("run-states", OffsetReset.EARLIEST)) {
            consumer.assign(RunPartitions.of(RunTopics.RUN_STATE));
            catchUp(consumer, goesOn);
            while (goesOn.getAsBoolean()) {
                consumer.poll(POLL)
                        .forEach(record -> parse(record.value()).ifPresent(state -> changed(List.of(state))));
            }
        }
    }

    /** A compacted topic still has old states: nobody is to follow them. */
    private void catchUp(KafkaConsumer<byte[], byte[]> consumer, BooleanSupplier goesOn) {
        var backlog = Backlog.of(consumer);
        var newest = new HashMap<String, RunState>();
        while (!backlog.isRead(consumer)) {
            if (!goesOn.getAsBoolean()) {
                return;
            }
            consumer.poll(POLL)
                    .forEach(record -> parse(record.value()).ifPresent(state -> newest.put(state.run(), state)));
        }
        changed(newest.values());
        caughtUp = true;
    }

    /** All are known before anybody is told of one. */
    private void changed(Collection<RunState> newest) {
        var different = newest.stream()
                .filter(state -> !state.equals(states.put(state.run(), state)))
                .toList();
        different.forEach(this::tell);
    }

    private void tell(RunState state) {
        try {
            changed.accept(state);
        } catch (RuntimeException failure) {
            log.error("Run {} at revision {} could not be followed", state.run(), state.revision(), failure);
        }
    }

    private static Optional<RunState> parse(byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(ContractJson.read(value, RunState.class));
        } catch (UncheckedIOException unreadable) {
            log.error("A record of {} is no run's state: {}", RunTopics.RUN_STATE, unreadable.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
