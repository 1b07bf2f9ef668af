package dev.limbeck.orchestrator.view;

import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.orchestrator.OrchestratorConfig;
import dev.limbeck.orchestrator.streams.StoreMemory;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the views' stores running: what stops them (a broker that is gone, a damaged folder) is tried again. */
@Singleton
class ViewStreams {
    private static final Logger log = LoggerFactory.getLogger(ViewStreams.class);
    /** The folder of the stores is named by it. */
    static final String APPLICATION_ID = "limbeck-orchestrator-view";

    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final Changes changes;
    private final Properties settings = new Properties();
    private final Thread thread = new Thread(this::keepRunning, "run-views");
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable KafkaStreams streams;

    ViewStreams(KafkaConnection connection, Changes changes, OrchestratorConfig config) {
        this.changes = changes;
        settings.putAll(connection.clientSettings());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        settings.put(StreamsConfig.CLIENT_ID_CONFIG, connection.clientIdPrefix() + "-view");
        settings.put(StreamsConfig.globalConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, config.state().toString());
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StoreMemory.class);
    }

    void start(@Observes StartupEvent started, Topology topicsAreThere) {
        start();
    }

    /** The topics must exist. */
    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    boolean isReady() {
        var current = streams;
        return current != null && current.state() == State.RUNNING;
    }

    /** @throws ViewNotReadyException while it is not filled */
    ReadOnlyKeyValueStore<String, byte[]> store(StoredTopic<?> topic) {
        var current = streams;
        if (current == null || current.state() != State.RUNNING) {
            throw new ViewNotReadyException("the views of the runs are being filled");
        }
        try {
            return current.store(StoreQueryParameters.fromNameAndType(
                    topic.store(), QueryableStoreTypes.<String, byte[]>keyValueStore()));
        } catch (InvalidStateStoreException gone) {
            throw new ViewNotReadyException("the views of the runs are being filled again", gone);
        }
    }

    private void keepRunning() {
        while (stop.getCount() > 0) {
            try {
                runUntilItEnds();
            } catch (RuntimeException failed) {
                log.warn("The views of the runs cannot be filled, trying again: {}", failed.toString());
                LockSupport.parkNanos(PAUSE_NANOS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void runUntilItEnds() throws InterruptedException {
        var ended = new CountDownLatch(1);
        var instance = new KafkaStreams(ViewTopology.telling(changes), settings);
        try {
            instance.setStateListener((now, before) -> {
                if (now == State.ERROR || now == State.PENDING_SHUTDOWN) {
                    ended.countDown();
                }
            });
            streams = instance;
            instance.start();
            while (ended.getCount() > 0 && stop.getCount() > 0) {
                stop.await(100, TimeUnit.MILLISECONDS);
            }
        } finally {
            streams = null;
            instance.close(LONGEST_STOP);
        }
    }

    void stop(@Observes ShutdownEvent stopped) {
        stop.countDown();
        try {
            thread.join(LONGEST_STOP.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
