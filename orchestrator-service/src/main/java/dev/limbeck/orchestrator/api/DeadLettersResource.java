package dev.limbeck.orchestrator.api;

import dev.limbeck.kafka.KafkaConnection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Why records of a run could not be used. */
@Path("/api/v1/runs/{run}/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Records")
public class DeadLettersResource {
    private static final QueryNumber LIMIT = QueryNumber.limit(50);

    private final KafkaConnection connection;
    private final KnownRuns runs;

    DeadLettersResource(KafkaConnection connection, KnownRuns runs) {
        this.connection = connection;
        this.runs = runs;
    }

    @GET
    @Operation(summary = "Dead letters of the run: how many by reason, and the newest, newest first")
    public DeadLetters deadLetters(@PathParam("run") String run, @QueryParam("limit") @Nullable String limit) {
        int most = (int) LIMIT.of(limit);
        return DeadLetters.read(
                connection, runs.require(run).generation().topics().deadLetters(), most);
    }
}
