package dev.limbeck.local.stack;

import dev.limbeck.broker.BrokerSettings;
import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.kafka.ClientSettings;
import dev.limbeck.local.process.LineSink;
import dev.limbeck.local.process.RestartPolicy;
import dev.limbeck.local.process.ServiceEvents;
import dev.limbeck.local.process.ServiceFleet;
import dev.limbeck.local.process.ServiceProcess;
import dev.limbeck.local.stack.RunningStack.RunningService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A broker in this JVM and the services as processes of their own. Can be closed at any time, from any thread, also
 * while it starts; the services are stopped first, the broker last.
 */
public final class LocalStack implements AutoCloseable {
    private static final Duration BROKER_STARTED_WITHIN = Duration.ofSeconds(1);
    private static final Duration BROKER_STOPS_WITHIN = Duration.ofMillis(2_500);

    private final StackSettings settings;
    private final LineSink announcements;
    private final ServiceLaunches launches;
    private final ServiceFleet fleet;
    private final UpFile upFile;
    private final ReentrantLock brokerStart = new ReentrantLock();
    private volatile boolean closing;
    private @Nullable EmbeddedBroker broker;

    /**
     * @param announcements gets one line for each thing that happens
     * @param serviceLines gets what the services log, each line prefixed with the service's name
     */
    public LocalStack(StackSettings settings, LineSink announcements, LineSink serviceLines) {
        this.settings = settings;
        this.announcements = announcements;
        this.launches = new ServiceLaunches(settings, announcements);
        this.fleet = new ServiceFleet(serviceLines);
        this.upFile = new UpFile(settings.home());
    }

    /** Starts everything and returns when all is ready. From then on a service that ends is started again. */
    public RunningStack start() throws InterruptedException {
        requireNoClientSettings();
        launches.requireBuilt();
        var started = startBroker();
        var launcher = ProcessHandle.current();
        var starting = new RunningStack(
                launcher.pid(),
                launcher.info().startInstant().orElseGet(Instant::now),
                started.bootstrapServers(),
                started.clusterId(),
                Optional.empty(),
                List.of());
        note(starting);
        long start = System.nanoTime();
        fleet.start(
                launches.on(started.bootstrapServers()),
                settings.patience().ready(),
                process -> announceReady(process, start));
        var running = starting.with(services());
        note(running);
        fleet.keepAlive(RestartPolicy.DEFAULT, restarting(running));
        return running;
    }

    /** Better refused than ignored: whoever sets them expects that what is sent is encrypted. */
    private static void requireNoClientSettings() {
        var names = new TreeSet<>(ClientSettings.ofProcess().keySet());
        names.remove(ClientSettings.BOOTSTRAP_SERVERS);
        if (!names.isEmpty()) {
            throw new IllegalStateException(
                    "kafka.%s is set, but the local broker has neither encryption nor login, and only this machine can reach it; unset it"
                            .formatted(names.first()));
        }
    }

    private void announceReady(ServiceProcess process, long startNanos) {
        announcements.line(
                "%s is ready on http://127.0.0.1:%d (%s)".formatted(process.name(), process.port(), since(startNanos)));
        if (process.name().equals(LocalService.ORCHESTRATOR.label())) {
            announcements.line("console: http://127.0.0.1:%d/".formatted(process.port()));
        }
    }

    private ServiceEvents restarting(RunningStack running) {
        return new ServiceEvents() {
            @Override
            public void ended(ServiceProcess service, int exitCode, Duration startedAgainIn) {
                announcements.line("%s ended with code %d; starting it again in %.2f s"
                        .formatted(service.name(), exitCode, startedAgainIn.toMillis() / 1e3));
            }

            @Override
            public void startedAgain(ServiceProcess service) {
                note(running.with(services()));
            }
        };
    }

    /** What is being closed is not to be read as running. */
    private synchronized void note(RunningStack stack) {
        if (!closing) {
            upFile.write(stack);
        }
    }

    private EmbeddedBroker startBroker() {
        long start = System.nanoTime();
        brokerStart.lock();
        try {
            if (closing) {
                throw new IllegalStateException("limbeck is being stopped");
            }
            var started = EmbeddedBroker.start(BrokerSettings.in(settings.home().broker())
                    .withPreferredPort(settings.brokerPort())
                    .withAnswerWithin(settings.patience().ready())
                    .withFresh(settings.fresh()));
            broker = started;
            launches.announceFallback("the broker", started.port());
            announcements.line("broker is ready on %s (%s)".formatted(started.bootstrapServers(), since(start)));
            if (settings.fresh()) {
                deleteData();
            }
            return started;
        } finally {
            brokerStart.unlock();
        }
    }

    /** Only with the broker's directory locked: what another launcher's services work on is not deleted. */
    private void deleteData() {
        Path data = settings.home().data();
        if (!Files.exists(data)) {
            return;
        }
        try (var files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not delete " + data, e);
        }
    }

    private static String since(long startNanos) {
        return "%.1f s".formatted((System.nanoTime() - startNanos) / 1e9);
    }

    private List<RunningService> services() {
        return fleet.processes().stream()
                .map(process -> new RunningService(process.name(), process.pid(), process.port(), process.healthPort()))
                .toList();
    }

    /** Completes with the reason, one sentence, when a service has ended so often that it is not started again. */
    public CompletableFuture<String> failure() {
        return fleet.givenUp();
    }

    @Override
    public synchronized void close() {
        if (closing) {
            return;
        }
        closing = true;
        fleet.stop(settings.patience().stop());
        try {
            if (brokerStart.tryLock(BROKER_STARTED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    stopBroker();
                } finally {
                    brokerStart.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits no longer than promised: the broker's log survives being cut short. */
    private void stopBroker() throws InterruptedException {
        var stopping = broker;
        if (stopping == null) {
            return;
        }
        var thread = new Thread(stopping::close, "stop the broker");
        thread.setDaemon(true);
        thread.start();
        thread.join(BROKER_STOPS_WITHIN.toMillis());
        upFile.remove();
        announcements.line(thread.isAlive() ? "the broker is cut short" : "stopped");
    }
}
