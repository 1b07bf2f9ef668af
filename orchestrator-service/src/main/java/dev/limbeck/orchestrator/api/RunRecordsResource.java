package dev.limbeck.orchestrator.api;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.orchestrator.view.RunViews;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a run has left behind: its history, its checkpoints, and what they were measured at. */
@Path("/api/v1/runs/{run}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Records")
public class RunRecordsResource {
    private static final QueryNumber AFTER = new QueryNumber("after", 0, 0, Long.MAX_VALUE);
    private static final QueryNumber LIMIT = QueryNumber.limit(200);

    private final RunViews views;
    private final KnownRuns runs;

    RunRecordsResource(RunViews views, KnownRuns runs) {
        this.views = views;
        this.runs = runs;
    }

    @GET
    @Path("/history")
    @Operation(summary = "The run's audit trail, oldest first, after the line with the given number")
    public Items<RunHistoryEntry> history(
            @PathParam("run") String run,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        long last = AFTER.of(after);
        int most = (int) LIMIT.of(limit);
        runs.require(run);
        return new Items<>(last == Long.MAX_VALUE ? List.of() : views.history(run, last, most));
    }

    @GET
    @Path("/checkpoints")
    @Operation(summary = "The newest checkpoints and all that were promoted, newest first")
    public Items<Candidate> checkpoints(@PathParam("run") String run) {
        var candidates = new ArrayList<>(runs.require(run).candidates());
        Collections.reverse(candidates);
        return new Items<>(candidates);
    }

    @GET
    @Path("/evaluations")
    @Operation(summary = "The newest evaluation reports with the intervals of their shares, oldest first")
    public Items<EvaluationReport> evaluations(
            @PathParam("run") String run, @QueryParam("limit") @Nullable String limit) {
        int most = (int) LIMIT.of(limit);
        runs.require(run);
        return new Items<>(views.evaluations(run, most));
    }
}
