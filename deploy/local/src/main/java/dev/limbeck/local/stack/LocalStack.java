package dev.limbeck.local.stack;

import dev.limbeck.broker.BrokerSettings;
import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.broker.FreePort;
import dev.limbeck.broker.FreePorts;
import dev.limbeck.contract.artifact.AtomicFiles;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.local.process.JavaCommand;
import dev.limbeck.local.process.LineSink;
import dev.limbeck.local.process.ServiceFleet;
import dev.limbeck.local.process.ServiceLaunch;
import dev.limbeck.local.process.ServiceProcess;
import dev.limbeck.local.stack.RunningStack.RunningService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A broker in this JVM and the services as processes of their own. Can be closed at any time, from any thread, also
 * while it starts; the services are stopped first, the broker last, all within ten seconds.
 */
public final class LocalStack implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration SERVICES_STOP_WITHIN = Duration.ofSeconds(6);
    private static final Duration BROKER_STARTED_WITHIN = Duration.ofSeconds(1);
    private static final Duration BROKER_STOPS_WITHIN = Duration.ofMillis(2_500);

    private final StackSettings settings;
    private final LineSink announcements;
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
        this.fleet = new ServiceFleet(serviceLines);
        this.upFile = new UpFile(settings.home());
    }

    /** Starts everything and returns when all is ready. */
    public RunningStack start() throws IOException, InterruptedException {
        var launcher = ProcessHandle.current();
        requireBuilt();
        var started = startBroker();
        var running = new RunningStack(
                launcher.pid(),
                launcher.info().startInstant().orElseGet(Instant::now),
                started.bootstrapServers(),
                started.clusterId(),
                List.of());
        upFile.write(running);
        startServices(started.bootstrapServers(), runSpec());
        var complete = new RunningStack(
                running.pid(), running.startedAt(), running.bootstrapServers(), running.clusterId(), services());
        upFile.write(complete);
        return complete;
    }

    /** Kept with the run's data, for commands that come later and need to know what was declared. */
    private Path runSpec() throws IOException, InterruptedException {
        Path declared = settings.run().prepare();
        Path kept = settings.home().runSpec(RunSpecReader.read(declared).name());
        AtomicFiles.writeFile(kept, Files.readAllBytes(declared));
        return kept;
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
                    .withFresh(settings.fresh()));
            broker = started;
            announceFallback("the broker", started.port());
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

    /** Better told before the broker starts than after. */
    private void requireBuilt() {
        for (var service : LocalService.values()) {
            command(service);
        }
    }

    private JavaCommand command(LocalService service) {
        return JavaCommand.quarkusApp(settings.installation().resolve(service.module() + "/target/quarkus-app"))
                .withJvmFlags(service.jvmFlags());
    }

    private void startServices(String bootstrapServers, Path runSpec) throws InterruptedException {
        long start = System.nanoTime();
        var ports = new FreePorts();
        var launches = new ArrayList<ServiceLaunch>();
        for (var service : LocalService.values()) {
            for (String name : names(service)) {
                FreePort port = ports.preferring(service.preferredPort());
                if (name.equals(service.label())) { // of a second replica nobody expects that port
                    announceFallback(name, port);
                }
                launches.add(new ServiceLaunch(
                        name,
                        port.number(),
                        command(service)
                                .withSystemProperties(systemProperties(port.number(), bootstrapServers, runSpec)),
                        Map.of(),
                        Path.of("").toAbsolutePath(), // relative paths in a run spec are the user's
                        settings.home().log(name)));
            }
        }
        fleet.start(
                launches,
                READY_WITHIN,
                process -> announcements.line("%s is ready on http://127.0.0.1:%d (%s)"
                        .formatted(process.name(), process.port(), since(start))));
    }

    private List<String> names(LocalService service) {
        int replicas = service == LocalService.TEACHER ? settings.teachers() : 1;
        return IntStream.rangeClosed(1, replicas)
                .mapToObj(replica -> replica == 1 ? service.label() : service.label() + "-" + replica)
                .toList();
    }

    private Map<String, String> systemProperties(int port, String bootstrapServers, Path runSpec) {
        return Map.of(
                "quarkus.http.host",
                "127.0.0.1",
                "quarkus.http.port",
                Integer.toString(port),
                "quarkus.banner.enabled",
                "false",
                "kafka.bootstrap.servers",
                bootstrapServers,
                "limbeck.exit-on-stdin-close",
                "true",
                "limbeck.run",
                runSpec.toString(),
                "limbeck.store",
                settings.home().store().toString(),
                "ai.djl.offline",
                "true",
                "DJL_CACHE_DIR",
                settings.home().directory().resolve("djl").toString());
    }

    private void announceFallback(String listener, FreePort port) {
        if (port.isFallback()) {
            announcements.line("port %d is taken; %s uses %d".formatted(port.preferred(), listener, port.number()));
        }
    }

    private static String since(long startNanos) {
        return "%.1f s".formatted((System.nanoTime() - startNanos) / 1e9);
    }

    private List<RunningService> services() {
        return fleet.processes().stream()
                .map(process -> new RunningService(process.name(), process.pid(), process.port()))
                .toList();
    }

    /** Completes with the first service that ends, and with what code, unless all are being stopped. */
    public CompletableFuture<String> firstFailure() {
        return fleet.firstExit().thenCompose(this::failureOf);
    }

    private CompletableFuture<String> failureOf(ServiceProcess ended) {
        if (closing) {
            return new CompletableFuture<>();
        }
        return ended.exit().thenApply(exitCode -> "%s ended with code %d; see %s"
                .formatted(ended.name(), exitCode, settings.home().log(ended.name())));
    }

    @Override
    public synchronized void close() {
        if (closing) {
            return;
        }
        closing = true;
        fleet.stop(SERVICES_STOP_WITHIN);
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
