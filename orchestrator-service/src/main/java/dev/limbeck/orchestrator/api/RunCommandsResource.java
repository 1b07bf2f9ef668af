package dev.limbeck.orchestrator.api;

import dev.limbeck.contract.api.Accepted;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.orchestrator.api.command.CommandBody;
import dev.limbeck.orchestrator.api.command.CommandId;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What can be asked of a run as a whole. It is carried out after the answer, in the order in which it arrived. */
@Path("/api/v1/runs/{run}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Commands")
@APIResponse(
        responseCode = "202",
        description = "It will be carried out",
        content = @Content(schema = @Schema(implementation = Accepted.class)))
@APIResponse(responseCode = "404", description = "There is no such run")
@APIResponse(responseCode = "409", description = "The run does not allow it as it stands")
public class RunCommandsResource {
    private static final String KEY = "Idempotency-Key";

    private final Commands commands;
    private final Clock clock;

    RunCommandsResource(Commands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @POST
    @Path("/pause")
    @Operation(summary = "Stop all work on the run within a mini-batch")
    public Response pause(
            @PathParam("run") String run,
            @HeaderParam(KEY) @Nullable String key,
            @RequestBody(required = false, content = @Content(schema = @Schema(implementation = CommandBody.class)))
                    @Nullable
                    String body) {
        var reason = CommandBody.read(body).reason();
        return commands.ask(new RunCommand.Pause(CommandId.of(key), run, reason, clock.instant()));
    }

    @POST
    @Path("/resume")
    @Operation(summary = "Go on exactly where the run was paused")
    public Response resume(@PathParam("run") String run, @HeaderParam(KEY) @Nullable String key) {
        return commands.ask(new RunCommand.Resume(CommandId.of(key), run, clock.instant()));
    }

    @POST
    @Path("/cancel")
    @Operation(summary = "Stop all work on the run for good; what it made stays")
    public Response cancel(
            @PathParam("run") String run,
            @HeaderParam(KEY) @Nullable String key,
            @RequestBody(required = false, content = @Content(schema = @Schema(implementation = CommandBody.class)))
                    @Nullable
                    String body) {
        var reason = CommandBody.read(body).reason();
        return commands.ask(new RunCommand.Cancel(CommandId.of(key), run, reason, clock.instant()));
    }

    @POST
    @Path("/drain")
    @Operation(summary = "Label and train on what the source topic holds now, then complete the run")
    public Response drain(@PathParam("run") String run, @HeaderParam(KEY) @Nullable String key) {
        return commands.ask(new RunCommand.Drain(CommandId.of(key), run, clock.instant()));
    }
}
