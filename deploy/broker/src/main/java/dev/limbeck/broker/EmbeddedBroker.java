package dev.limbeck.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker and its controller in this JVM, listening on the loopback interface only. What it stores survives it:
 * started again on the same directory, it goes on where it stopped.
 *
 * <p>Built on classes Kafka keeps to itself, so the Kafka version is pinned for this module.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final int ATTEMPTS = 3;

    private final KafkaRaftServer server;
    private final FreePort port;
    private final String clusterId;
    private final DirectoryLock lock;
    private final @Nullable Path directoryToDelete;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBroker(
            KafkaRaftServer server,
            FreePort port,
            String clusterId,
            DirectoryLock lock,
            @Nullable Path directoryToDelete) {
        this.server = server;
        this.port = port;
        this.clusterId = clusterId;
        this.lock = lock;
        this.directoryToDelete = directoryToDelete;
    }

    /**
     * Starts a broker and returns when it serves clients.
     *
     * @throws BrokerDirectoryInUseException if another broker runs on the same directory
     * @throws BrokerStartException if it does not start for any other reason
     */
    public static EmbeddedBroker start(BrokerSettings settings) {
        return start(settings, null);
    }

    /** Starts a broker for a test: any free port, and a directory that is gone after {@link #close()}. */
    public static EmbeddedBroker temporary() {
        return temporary(UnaryOperator.identity());
    }

    /** The same, with settings of the test's own. */
    public static EmbeddedBroker temporary(UnaryOperator<BrokerSettings> settings) {
        Path directory;
        try {
            directory = Files.createTempDirectory("limbeck-broker-");
        } catch (IOException e) {
            throw new BrokerStartException("could not create a temporary directory for the broker", e);
        }
        return start(settings.apply(BrokerSettings.in(directory).withPreferredPort(0)), directory);
    }

    private static EmbeddedBroker start(BrokerSettings settings, @Nullable Path directoryToDelete) {
        DirectoryLock lock = null;
        boolean started = false;
        try {
            lock = DirectoryLock.take(Files.createDirectories(settings.directory()));
            Path log = settings.directory().resolve("log");
            if (settings.fresh() && Files.exists(log)) {
                DirectoryTree.delete(log);
            }
            var storage = KafkaStorage.open(log);
            var broker = startOnFreePorts(settings, storage, lock, directoryToDelete);
            started = true;
            return broker;
        } catch (IOException e) {
            throw new BrokerStartException("the broker cannot use %s: %s".formatted(settings.directory(), e), e);
        } finally {
            if (!started) {
                release(lock, directoryToDelete);
            }
        }
    }

    /** A port can be taken between choosing and binding it; then others are chosen. */
    private static EmbeddedBroker startOnFreePorts(
            BrokerSettings settings, KafkaStorage storage, DirectoryLock lock, @Nullable Path directoryToDelete) {
        for (int attempt = 1; ; attempt++) {
            var ports = new FreePorts();
            FreePort port = ports.preferring(settings.preferredPort());
            var server = new KafkaRaftServer(configure(settings, storage, port, ports.any()), Time.SYSTEM);
            try {
                server.startup();
                requireOwnCluster(port, storage.clusterId(), settings.answerWithin());
                return new EmbeddedBroker(server, port, storage.clusterId(), lock, directoryToDelete);
            } catch (Throwable e) { // Kafka's Scala code throws checked exceptions it does not declare
                server.shutdown();
                server.awaitShutdown();
                if (e instanceof BrokerStartException known) {
                    throw known;
                }
                if (!isPortTaken(e) || attempt == ATTEMPTS) {
                    throw new BrokerStartException(
                            "the broker did not start on %s: %s".formatted(settings.directory(), e), e);
                }
            }
        }
    }

    private static KafkaConfig configure(
            BrokerSettings settings, KafkaStorage storage, FreePort brokerPort, FreePort controllerPort) {
        var properties = BrokerProperties.of(
                storage.directory(), brokerPort.number(), controllerPort.number(), settings.properties());
        try {
            return KafkaConfig.fromProps(properties, false);
        } catch (ConfigException e) { // its message names property, value and what is allowed
            throw new BrokerStartException("the broker is not configured well: " + e.getMessage(), e);
        }
    }

    private static boolean isPortTaken(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(BindException.class::isInstance);
    }

    /** Somebody else's broker may answer on a port thought to be ours. */
    private static void requireOwnCluster(FreePort port, String clusterId, Duration within) {
        String answering;
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address(port)))) {
            var patience = new DescribeClusterOptions().timeoutMs(Math.toIntExact(within.toMillis()));
            answering = admin.describeCluster(patience).clusterId().get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerStartException("interrupted while waiting for the broker on " + address(port), e);
        } catch (ExecutionException | TimeoutException e) {
            throw new BrokerStartException(
                    "the broker on %s has not told its cluster within %d s: %s"
                            .formatted(address(port), within.toSeconds(), e),
                    e);
        }
        if (!clusterId.equals(answering)) {
            throw new BrokerStartException(
                    "on %s answers cluster %s, not ours, %s".formatted(address(port), answering, clusterId), null);
        }
    }

    private static String address(FreePort port) {
        return BrokerProperties.HOST + ":" + port.number();
    }

    /** What clients put into {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return address(port);
    }

    /** The port it listens on, and whether it is the one that was asked for. */
    public FreePort port() {
        return port;
    }

    /** Identifies the stored cluster: the same for every start on one directory. */
    public String clusterId() {
        return clusterId;
    }

    /** Stops the broker in order, so that the next start needs no recovery. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            server.shutdown();
            server.awaitShutdown();
        } finally {
            release(lock, directoryToDelete);
        }
    }

    private static void release(@Nullable DirectoryLock lock, @Nullable Path directoryToDelete) {
        try {
            if (lock != null) {
                lock.close();
            }
            if (directoryToDelete != null) {
                DirectoryTree.delete(directoryToDelete);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not clean up after the broker", e);
        }
    }
}
