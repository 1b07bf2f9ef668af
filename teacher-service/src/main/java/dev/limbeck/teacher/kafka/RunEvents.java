package dev.limbeck.teacher.kafka;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunEvent;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;

/** Says what happened to a run, to whoever moves it. */
@Singleton
public class RunEvents {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Emitter<Record<String, byte[]>> events;

    RunEvents(@Channel("run-events") Emitter<Record<String, byte[]>> events) {
        this.events = events;
    }

    /** Returns when the broker has it. */
    public void publish(RunEvent event) throws InterruptedException {
        try {
            events.send(Record.of(event.run(), ContractJson.write(event)))
                    .toCompletableFuture()
                    .get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("could not say %s: %s".formatted(event, e), e);
        }
    }
}
