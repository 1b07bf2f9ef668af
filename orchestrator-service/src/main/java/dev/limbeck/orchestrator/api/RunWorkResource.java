package dev.limbeck.orchestrator.api;

import dev.limbeck.orchestrator.view.LiveWork;
import dev.limbeck.orchestrator.view.Sample;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How work on a run goes now, and went in the last half hour. */
@Path("/api/v1/runs/{run}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Work")
public class RunWorkResource {
    private final LiveWork work;
    private final KnownRuns runs;

    RunWorkResource(LiveWork work, KnownRuns runs) {
        this.work = work;
        this.runs = runs;
    }

    @GET
    @Path("/status")
    @Operation(summary = "The newest that each part has told within ten seconds, and every student's ledger")
    public RunStatus status(@PathParam("run") String run) {
        runs.require(run);
        return RunStatus.of(work.parts(run));
    }

    @GET
    @Path("/samples")
    @Operation(summary = "The last thirty minutes of every part, for charts, oldest first")
    public Items<Sample> samples(@PathParam("run") String run) {
        runs.require(run);
        return new Items<>(work.samples(run));
    }
}
