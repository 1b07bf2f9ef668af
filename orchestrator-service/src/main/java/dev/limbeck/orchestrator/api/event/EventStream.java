package dev.limbeck.orchestrator.api.event;

import dev.limbeck.orchestrator.api.problem.Refusal;
import dev.limbeck.orchestrator.view.Change;
import dev.limbeck.orchestrator.view.Changes;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A client's stream: first everything that is current, then every change, as fast as the client takes it. */
@Singleton
class EventStream {
    /** Proxies cut a connection that is silent for longer. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    private final Changes changes;
    private final CurrentNews current;
    /** So that whoever has news, as the lifecycle's own thread, never sends it to clients itself. */
    private final ExecutorService sender = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "event-streams");
        thread.setDaemon(true);
        return thread;
    });

    EventStream(Changes changes, CurrentNews current) {
        this.changes = changes;
        this.current = current;
    }

    /** @param run whose news is wanted; empty for those of all */
    Multi<OutboundSseEvent> of(Optional<String> run, Sse sse) {
        var mailbox = changes.listen(run).orElseThrow(Refusal::tooManyEventStreams);
        try {
            // Listening has begun, so what changes from here on is not missed.
            current.of(run).forEach(mailbox::begin);
        } catch (RuntimeException notNow) {
            changes.leave(mailbox);
            throw notNow;
        }
        var comment = sse.newEventBuilder().comment("limbeck").build();
        var news = Multi.createBy()
                .repeating()
                .completionStage(() -> mailbox.next(LONGEST_SILENCE).thenApplyAsync(Function.identity(), sender))
                .whilst(change -> change.isPresent() || !mailbox.isClosed())
                .map(change -> change.map(one -> event(one, sse)).orElse(comment));
        // The comment goes first, so that a client knows it is connected though nothing is current.
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(comment), news)
                .onTermination()
                .invoke(() -> changes.leave(mailbox));
    }

    @PreDestroy
    void close() {
        sender.shutdown();
    }

    private static OutboundSseEvent event(Change change, Sse sse) {
        return sse.newEventBuilder()
                .name(change.kind().word())
                .mediaType(MediaType.TEXT_PLAIN_TYPE) // it is written already
                .data(String.class, change.json())
                .build();
    }
}
