package dev.limbeck.orchestrator.api.event;

import dev.limbeck.orchestrator.view.Change;
import dev.limbeck.orchestrator.view.Changes;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Optional;

/** A client's stream: first everything that is current, then every change, as fast as the client takes it. */
@Singleton
class EventStream {
    /** Proxies cut a connection that is silent for longer. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    private final Changes changes;
    private final CurrentNews current;

    EventStream(Changes changes, CurrentNews current) {
        this.changes = changes;
        this.current = current;
    }

    /** @param run whose news is wanted; empty for those of all */
    Multi<OutboundSseEvent> of(Optional<String> run, Sse sse) {
        var mailbox = changes.listen(run);
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
                .completionStage(() -> mailbox.next(LONGEST_SILENCE))
                .whilst(change -> change.isPresent() || !mailbox.isClosed())
                .map(change -> change.map(one -> event(one, sse)).orElse(comment));
        // The comment goes first, so that a client knows it is connected though nothing is current.
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(comment), news)
                .onTermination()
                .invoke(() -> changes.leave(mailbox));
    }

    private static OutboundSseEvent event(Change change, Sse sse) {
        return sse.newEventBuilder()
                .name(change.kind().word())
                .mediaType(MediaType.TEXT_PLAIN_TYPE) // it is written already
                .data(String.class, change.json())
                .build();
    }
}
