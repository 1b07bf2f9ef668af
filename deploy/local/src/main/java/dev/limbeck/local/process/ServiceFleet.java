package dev.limbeck.local.process;

import static java.util.stream.Collectors.joining;

import dev.limbeck.contract.json.ShortDuration;
import dev.limbeck.contract.time.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Services that start together and stop together; one that ends in between is started again. It may be told to stop at
 * any time, from any thread, also while it is starting; after that it starts nothing more.
 */
public final class ServiceFleet implements AutoCloseable {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(6);
    private static final Duration KILLED_WITHIN = Duration.ofSeconds(2);

    private final LineSink sink;
    private final ReadinessProbe probe = new ReadinessProbe();
    private final Map<String, ServiceProcess> processes = new LinkedHashMap<>();
    private final Map<String, Restarts> restarts = new HashMap<>();
    private final CompletableFuture<String> givenUp = new CompletableFuture<>();
    private boolean stopping;

    /** @param sink gets the log lines of all services, each prefixed with its service's name */
    public ServiceFleet(LineSink sink) {
        this.sink = sink;
    }

    /**
     * Starts all services at once and returns when all are ready. If one is not, all are stopped.
     *
     * @param whenReady told of each service as it becomes ready
     * @throws ServiceStartException if one ends before it is ready, is not ready in time, or the fleet is being stopped
     */
    public void start(List<ServiceLaunch> launches, Duration readyWithin, Consumer<ServiceProcess> whenReady)
            throws InterruptedException {
        boolean ready = false;
        try {
            int width = launches.stream()
                    .mapToInt(launch -> launch.name().length())
                    .max()
                    .orElse(0);
            var started = new ArrayList<ServiceProcess>();
            for (var launch : launches) {
                started.add(launch(
                        launch, launch.name() + " ".repeat(width - launch.name().length()) + " | ", false));
            }
            awaitReady(started, readyWithin, whenReady);
            ready = true;
        } finally {
            if (!ready) {
                close();
            }
        }
    }

    private synchronized ServiceProcess launch(ServiceLaunch launch, String prefix, boolean again) {
        if (stopping) {
            throw ServiceStartException.stopped();
        }
        try {
            var process = ServiceProcess.start(launch, prefix, sink, again);
            processes.put(launch.name(), process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException("could not start " + launch.name() + ": " + e.getMessage(), e);
        }
    }

    private void awaitReady(List<ServiceProcess> started, Duration readyWithin, Consumer<ServiceProcess> whenReady)
            throws InterruptedException {
        ExecutorService waiting = Executors.newCachedThreadPool();
        try {
            var results = new ExecutorCompletionService<ServiceProcess>(waiting);
            for (var process : started) {
                results.submit(() -> {
                    process.awaitReady(probe, readyWithin);
                    return process;
                });
            }
            for (int count = 0; count < started.size(); count++) {
                whenReady.accept(results.take().get());
            }
        } catch (ExecutionException e) {
            if (isStopping()) { // then their ending is no news
                throw ServiceStartException.stopped();
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("waiting for the services failed", e.getCause());
        } finally {
            waiting.shutdownNow();
        }
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    /** All services started so far, running or not, each in its present life. */
    public synchronized List<ServiceProcess> processes() {
        return List.copyOf(processes.values());
    }

    /**
     * From now on a service that ends unasked is started again, with whatever code it ended.
     *
     * @param events told of it
     */
    public void keepAlive(RestartPolicy policy, ServiceEvents events) {
        processes().forEach(process -> watch(process, policy, events));
    }

    /** Completes with the reason, one sentence, when a service has ended too often; the others go on. */
    public CompletableFuture<String> givenUp() {
        return givenUp;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what the exit of a process brings about, it brings about alone
    private void watch(ServiceProcess process, RestartPolicy policy, ServiceEvents events) {
        process.exit().thenAccept(exitCode -> ended(process, exitCode, policy, events));
    }

    private void ended(ServiceProcess process, int exitCode, RestartPolicy policy, ServiceEvents events) {
        Optional<Duration> pause;
        synchronized (this) {
            if (stopping) {
                return;
            }
            pause = restarts.computeIfAbsent(process.name(), name -> new Restarts(policy))
                    .afterEndAt(Ticker.SYSTEM.reading());
        }
        if (pause.isEmpty()) {
            givenUp.complete("%s was started again %d times within %d s and ended with code %d once more; see %s"
                    .formatted(
                            process.name(), policy.most(), policy.within().toSeconds(), exitCode, process.logFile()));
            return;
        }
        events.ended(process, exitCode, pause.get());
        CompletableFuture.delayedExecutor(pause.get().toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> startAgain(process, policy, events));
    }

    private void startAgain(ServiceProcess ended, RestartPolicy policy, ServiceEvents events) {
        try {
            var process = launch(ended.launch(), ended.prefix(), true);
            events.startedAgain(process);
            watch(process, policy, events);
        } catch (ServiceStartException stopped) {
            // Nothing is to run any more.
        } catch (UncheckedIOException failure) {
            givenUp.complete(String.valueOf(failure.getMessage()));
        }
    }

    /**
     * Asks all services to stop, and kills those that still run after {@code grace}. No process is left when this
     * returns, save one that even the operating system cannot end.
     */
    public void stop(Duration grace) {
        List<ServiceProcess> stopped;
        synchronized (this) {
            stopping = true;
            stopped = List.copyOf(processes.values());
        }
        stopped.forEach(ServiceProcess::requestStop);
        if (!awaitExit(stopped, grace)) {
            sink.line(stopped.stream()
                    .filter(ServiceProcess::isAlive)
                    .map(ServiceProcess::name)
                    .collect(joining(
                            ", ", "", " did not end within %s and is killed".formatted(ShortDuration.format(grace)))));
            stopped.forEach(ServiceProcess::kill);
            awaitExit(stopped, KILLED_WITHIN);
        }
    }

    private static boolean awaitExit(List<ServiceProcess> processes, Duration patience) {
        var exits = processes.stream().map(ServiceProcess::exit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(exits).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            for (var process : processes) {
                process.awaitLastWords();
            }
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for the services to end failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false; // hurried: kill what is left
        }
    }

    @Override
    public void close() {
        stop(CLOSE_WITHIN);
    }
}
