package dev.limbeck.orchestrator.view;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Tells every client that listens in this process of what changes. Nobody waits for a client. */
@Singleton
public class Changes {
    /** Above what a run has of current news, and far below what would hurt. */
    private static final int MOST_WAITING = 4096;

    private final Map<Mailbox, Optional<String>> clients = new ConcurrentHashMap<>();
    private final int mostClients;

    @Inject
    Changes(EventsConfig config) {
        this(config.mostStreams());
    }

    Changes(int mostClients) {
        this.mostClients = mostClients;
    }

    /**
     * @param run whose changes are wanted; empty for those of all runs
     * @return empty when as many listen as may
     */
    public synchronized Optional<Mailbox> listen(Optional<String> run) {
        if (clients.size() >= mostClients) {
            return Optional.empty();
        }
        var mailbox = new Mailbox(MOST_WAITING);
        clients.put(mailbox, run);
        return Optional.of(mailbox);
    }

    public void leave(Mailbox mailbox) {
        clients.remove(mailbox);
        mailbox.close();
    }

    int listeners() {
        return clients.size();
    }

    /** @param change made only if somebody listens: nobody does while stores are filled */
    void tell(Supplier<Optional<Change>> change) {
        if (clients.isEmpty()) {
            return;
        }
        change.get()
                .ifPresent(news -> clients.forEach((mailbox, run) -> {
                    if (isFor(run, news)) {
                        mailbox.deliver(news);
                    }
                    if (mailbox.isClosed()) {
                        clients.remove(mailbox);
                    }
                }));
    }

    /** Who follows all runs draws no charts. */
    private static boolean isFor(Optional<String> run, Change news) {
        return run.map(news.run()::equals).orElse(news.kind() != Change.Kind.SAMPLE);
    }

    @PreDestroy
    void end() {
        clients.keySet().forEach(this::leave);
    }
}
