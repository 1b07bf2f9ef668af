package dev.limbeck.local.cli;

import dev.limbeck.local.api.Orchestrator;
import dev.limbeck.local.api.RunEvents;
import dev.limbeck.local.api.UnreachableException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Listens to the orchestrator until it has been away for long. */
final class Listening {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_ABSENCE = Duration.ofMinutes(1);

    private final Orchestrator orchestrator;
    private final Optional<String> run;

    /** @param run empty for all */
    Listening(Orchestrator orchestrator, Optional<String> run) {
        this.orchestrator = orchestrator;
        this.run = run;
    }

    /** @throws UnreachableException when it cannot be reached at first, or not again */
    void follow(RunEvents events, Consumer<String> notes) throws InterruptedException {
        orchestrator.listen(run, events);
        long heard = System.nanoTime();
        while (true) {
            notes.accept("limbeck: the connection was lost; reconnecting");
            Thread.sleep(PAUSE.toMillis());
            try {
                orchestrator.listen(run, events);
                heard = System.nanoTime();
            } catch (UnreachableException away) {
                if (System.nanoTime() - heard > LONGEST_ABSENCE.toNanos()) {
                    throw away;
                }
            }
        }
    }
}
