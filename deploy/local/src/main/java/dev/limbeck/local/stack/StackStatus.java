package dev.limbeck.local.stack;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.local.process.ReadinessProbe;
import dev.limbeck.local.stack.RunningStack.RunningService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How what runs is doing, found out by asking it.
 *
 * @param startedAt when it was started; absent if nothing runs
 * @param parts the broker and each service; empty if nothing runs
 */
public record StackStatus(Optional<Instant> startedAt, List<Part> parts) {
    private static final int BROKER_ANSWERS_WITHIN_SECONDS = 3;

    public StackStatus {
        parts = List.copyOf(parts);
    }

    /** What one part says of itself. */
    public enum State {
        @JsonProperty("ready")
        READY,
        @JsonProperty("not ready")
        NOT_READY,
        @JsonProperty("ended")
        ENDED
    }

    /** The broker or a service. */
    public record Part(String name, State state, String address, long pid) {}

    /** Asks the broker and each service that is said to run in {@code home}. */
    public static StackStatus of(LocalHome home) throws InterruptedException {
        var running = new UpFile(home).read();
        if (running.isEmpty()) {
            return new StackStatus(Optional.empty(), List.of());
        }
        var stack = running.get();
        var parts = new ArrayList<Part>();
        parts.add(new Part("broker", brokerState(stack), stack.bootstrapServers(), stack.pid()));
        var probe = new ReadinessProbe();
        for (var service : stack.services()) {
            parts.add(new Part(
                    service.name(), serviceState(service, probe), "127.0.0.1:" + service.port(), service.pid()));
        }
        return new StackStatus(Optional.of(stack.startedAt()), parts);
    }

    private static State serviceState(RunningService service, ReadinessProbe probe) throws InterruptedException {
        if (ProcessHandle.of(service.pid()).filter(ProcessHandle::isAlive).isEmpty()) {
            return State.ENDED;
        }
        return probe.isReady(service.healthPort()) ? State.READY : State.NOT_READY;
    }

    private static State brokerState(RunningStack stack) throws InterruptedException {
        try (var admin = new KafkaConnection(stack.bootstrapServers(), "limbeck-status").admin()) {
            String answering = admin.describeCluster().clusterId().get(BROKER_ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS);
            return stack.clusterId().equals(answering) ? State.READY : State.NOT_READY;
        } catch (ExecutionException | TimeoutException e) {
            return State.NOT_READY;
        }
    }

    /** Whether everything runs and is ready. */
    public boolean isReady() {
        return parts.size() >= 1 + LocalService.values().length
                && parts.stream().allMatch(part -> part.state() == State.READY);
    }
}
