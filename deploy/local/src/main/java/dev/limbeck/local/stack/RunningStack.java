package dev.limbeck.local.stack;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What runs, as told to other commands through {@code up.json}.
 *
 * @param pid the launcher, which has the broker inside
 * @param startedAt when the launcher's process started; with the pid, it names the process beyond doubt
 * @param server where the orchestrator serves the API and the console; absent while the services are starting
 * @param services empty while they are starting
 */
public record RunningStack(
        long pid,
        Instant startedAt,
        String bootstrapServers,
        String clusterId,
        Optional<URI> server,
        List<RunningService> services) {
    /** The operating system rounds start times. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

    public RunningStack {
        services = List.copyOf(services);
    }

    /**
     * A service with its own process.
     *
     * @param port it answers on
     * @param healthPort where it tells of its health, and its metrics
     */
    public record RunningService(String name, long pid, int port, int healthPort) {
        URI address() {
            return URI.create("http://127.0.0.1:" + port + "/");
        }
    }

    /** @throws IllegalStateException while the services are starting */
    public URI requireServer() {
        return server.orElseThrow(() -> new IllegalStateException("the services are still starting"));
    }

    RunningStack with(List<RunningService> started) {
        var orchestrator = started.stream()
                .filter(service -> service.name().equals(LocalService.ORCHESTRATOR.label()))
                .findFirst();
        return new RunningStack(
                pid, startedAt, bootstrapServers, clusterId, orchestrator.map(RunningService::address), started);
    }

    /** The launcher's process, if it still runs and is not another that was given the same pid. */
    @JsonIgnore
    public Optional<ProcessHandle> launcher() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSameProcess);
    }

    private boolean isSameProcess(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(started -> Duration.between(started, startedAt).abs().compareTo(START_TOLERANCE) <= 0)
                .orElse(true);
    }
}
