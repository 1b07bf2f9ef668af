package dev.limbeck.orchestrator.api;

import dev.limbeck.contract.api.Accepted;
import dev.limbeck.contract.api.RunPlan;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.orchestrator.api.command.CommandId;
import dev.limbeck.orchestrator.api.command.CommandTopic;
import dev.limbeck.orchestrator.api.plan.Planner;
import dev.limbeck.orchestrator.api.problem.Refusal;
import dev.limbeck.orchestrator.view.RunViews;
import dev.limbeck.orchestrator.view.ShownRun;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Declares runs, and shows how they stand. */
@Path("/api/v1/runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Runs")
public class RunsResource {
    private final RunViews views;
    private final KnownRuns runs;
    private final CommandTopic commands;
    private final Planner planner;
    private final Clock clock;

    RunsResource(RunViews views, KnownRuns runs, CommandTopic commands, Planner planner, Clock clock) {
        this.views = views;
        this.runs = runs;
        this.commands = commands;
        this.planner = planner;
        this.clock = clock;
    }

    @POST
    @Consumes({"application/yaml", "application/x-yaml", "text/yaml", MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Declare a run, or declare it anew",
            description = "Another teacher begins the run's next generation. With dryRun=true nothing is done, and the"
                    + " plan is answered.")
    @APIResponse(
            responseCode = "202",
            description = "The declaration will be carried out",
            content = @Content(schema = @Schema(implementation = Accepted.class)))
    @APIResponse(
            responseCode = "200",
            description = "What would come of it",
            content = @Content(schema = @Schema(implementation = RunPlan.class)))
    @APIResponse(responseCode = "409", description = "The run is finished")
    @APIResponse(responseCode = "422", description = "The declaration is refused; errors say where and why")
    public Response declare(
            String declaration,
            @QueryParam("dryRun") @Schema(type = SchemaType.BOOLEAN) @Nullable String dryRun,
            @Parameter(description = "The same key is the same command") @HeaderParam("Idempotency-Key") @Nullable
                    String idempotencyKey) {
        boolean planOnly = isTrue("dryRun", dryRun);
        var run = RunSpecReader.read(declaration);
        var known = views.run(run.name());
        if (planOnly) {
            return Response.ok(planner.plan(run, known)).build();
        }
        var command = new RunCommand.Apply(CommandId.of(idempotencyKey), run, clock.instant());
        known.ifPresent(state -> Commands.requireSensible(state, command));
        commands.send(command);
        return Commands.accepted(command)
                .location(URI.create("/api/v1/runs/" + run.name()))
                .build();
    }

    @GET
    @Operation(summary = "All runs as they stand, by name")
    public Items<ShownRun> all() {
        return new Items<>(views.runs().stream().map(ShownRun::of).toList());
    }

    @GET
    @Path("/{run}")
    @Operation(
            summary = "A run as it stands",
            description = "The entity tag is the revision, for If-Match when deciding on a checkpoint.")
    @APIResponse(
            responseCode = "200",
            description = "The state",
            content = @Content(schema = @Schema(implementation = ShownRun.class)))
    @APIResponse(responseCode = "304", description = "It is as If-None-Match says")
    @APIResponse(responseCode = "404", description = "There is no such run")
    public Response one(
            @PathParam("run") String run, @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        var state = runs.require(run);
        var revision = Revision.of(state);
        var response = ifNoneMatch != null && revision.isAmong(ifNoneMatch)
                ? Response.notModified()
                : Response.ok(ShownRun.of(state));
        return response.header(HttpHeaders.ETAG, revision.tag()).build();
    }

    private static boolean isTrue(String name, @Nullable String value) {
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw Refusal.badValue(name, value, "true or false");
    }
}
