package dev.limbeck.local.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limbeck.local.process.Failure;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Declares a run to an orchestrator that may be slow: asks until it answers, each time with the same command, which is
 * carried out once. An answer that is late is no reason to stop everything that runs.
 */
public final class PatientDeclaration {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Orchestrator orchestrator;
    private final JsonNode declaration;
    private final Consumer<String> told;
    private final String commandId = UUID.randomUUID().toString();

    /** @param told why it has to be asked again, each reason once in a row */
    public PatientDeclaration(Orchestrator orchestrator, JsonNode declaration, Consumer<String> told) {
        this.orchestrator = orchestrator;
        this.declaration = declaration;
        this.told = told;
    }

    /**
     * @param failure completes with the reason when nobody will answer any more
     * @throws RefusedException when the declaration is refused
     * @throws IllegalStateException with the reason of {@code failure}
     */
    public Accepted take(CompletableFuture<String> failure) throws InterruptedException, ExecutionException {
        String before = "";
        while (true) {
            try {
                return orchestrator.apply(declaration, commandId);
            } catch (UnreachableException notYet) {
                String reason = String.valueOf(notYet.getMessage());
                if (!reason.equals(before)) {
                    told.accept("the run is not declared yet: " + reason + "; asking again");
                    before = reason;
                }
            }
            Failure.requireNone(failure, PAUSE);
        }
    }
}
