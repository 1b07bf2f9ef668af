package dev.limbeck.service;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
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
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(3);

    private final KafkaConnection connection;
    private final Consumer<RunState> changed;
    private final Map<String, RunState> states = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::follow, "run-states");
    private volatile boolean caughtUp;
    private volatile boolean stopping;

    /**
     * @param changed told of every run once at first, then of every change, by one thread; what it throws is logged
     */
    public RunStates(KafkaConnection connection, Consumer<RunState> changed) {
        this.connection = connection;
        this.changed = changed;
    }

    public void start() {
        thread.setDaemon(true);
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

    private void follow() {
        while (!stopping) {
            try {
                TopicProvisioning.provideShared(connection);
                try (var consumer = connection.consumer("run-states", OffsetReset.EARLIEST)) {
                    read(consumer);
                }
            } catch (KafkaException failed) {
                log.warn("Cannot read {}, trying again: {}", RunTopics.RUN_STATE, failed.getMessage());
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer) {
        var partitions = RunPartitions.of(RunTopics.RUN_STATE);
        consumer.assign(partitions);
        var ends = consumer.endOffsets(partitions);
        // A compacted topic still has old states: nobody is to follow them.
        var backlog = new HashMap<String, RunState>();
        while (!stopping && !isAt(ends, consumer)) {
            consumer.poll(POLL)
                    .forEach(record -> parse(record.value()).ifPresent(state -> backlog.put(state.run(), state)));
        }
        if (isAt(ends, consumer)) {
            changed(backlog.values());
            caughtUp = true;
        }
        while (!stopping) {
            consumer.poll(POLL).forEach(record -> parse(record.value()).ifPresent(state -> changed(List.of(state))));
        }
    }

    private static boolean isAt(Map<TopicPartition, Long> ends, KafkaConsumer<byte[], byte[]> consumer) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
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
        stopping = true;
        try {
            thread.join(LONGEST_STOP.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
