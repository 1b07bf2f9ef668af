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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a person decides on a checkpoint. With {@code If-Match}, only if the run still is as the person saw it. */
@Path("/api/v1/runs/{run}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Commands")
@APIResponse(
        responseCode = "202",
        description = "It will be carried out",
        content = @Content(schema = @Schema(implementation = Accepted.class)))
@APIResponse(responseCode = "404", description = "There is no such run")
@APIResponse(responseCode = "409", description = "The run or the checkpoint does not allow it as it stands")
@APIResponse(responseCode = "412", description = "The run is not as If-Match says any more")
public class CheckpointCommandsResource {
    private static final String KEY = "Idempotency-Key";

    private final Commands commands;
    private final Clock clock;

    CheckpointCommandsResource(Commands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @POST
    @Path("/approve")
    @Operation(summary = "Promote the checkpoint that awaits approval")
    public Response approve(
            @PathParam("run") String run,
            @HeaderParam(KEY) @Nullable String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = CommandBody.class))) @Nullable
                    String body) {
        var said = CommandBody.read(body);
        return commands.ask(
                new RunCommand.Approve(CommandId.of(key), run, said.requireDigest(), said.reason(), clock.instant()),
                ifMatch);
    }

    @POST
    @Path("/reject")
    @Operation(summary = "Reject the checkpoint that awaits approval")
    public Response reject(
            @PathParam("run") String run,
            @HeaderParam(KEY) @Nullable String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = CommandBody.class))) @Nullable
                    String body) {
        var said = CommandBody.read(body);
        return commands.ask(
                new RunCommand.Reject(CommandId.of(key), run, said.requireDigest(), said.reason(), clock.instant()),
                ifMatch);
    }

    @POST
    @Path("/rollback")
    @Operation(
            summary = "Make an earlier champion the champion again",
            description = "Without a checkpoint's digest, the one before the present. No other is promoted until it is"
                    + " unpinned, or for as long as is said.")
    public Response rollBack(
            @PathParam("run") String run,
            @HeaderParam(KEY) @Nullable String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @RequestBody(required = false, content = @Content(schema = @Schema(implementation = CommandBody.class)))
                    @Nullable
                    String body) {
        var said = CommandBody.read(body);
        return commands.ask(
                new RunCommand.RollBack(
                        CommandId.of(key),
                        run,
                        said.checkpointDigest(),
                        Optional.of(said.hold()),
                        said.reason(),
                        clock.instant()),
                ifMatch);
    }

    @POST
    @Path("/pin")
    @Operation(
            summary = "Have a champion stay until it is unpinned, or for as long as is said",
            description = "Without a checkpoint's digest, the present one. Candidates are measured all the same.")
    public Response pin(
            @PathParam("run") String run,
            @HeaderParam(KEY) @Nullable String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @RequestBody(required = false, content = @Content(schema = @Schema(implementation = CommandBody.class)))
                    @Nullable
                    String body) {
        var said = CommandBody.read(body);
        return commands.ask(
                new RunCommand.Pin(
                        CommandId.of(key), run, said.checkpointDigest(), said.hold(), said.reason(), clock.instant()),
                ifMatch);
    }

    @POST
    @Path("/unpin")
    @Operation(summary = "Let students be promoted again: the next candidate that is measured decides")
    public Response unpin(
            @PathParam("run") String run,
            @HeaderParam(KEY) @Nullable String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @RequestBody(required = false, content = @Content(schema = @Schema(implementation = CommandBody.class)))
                    @Nullable
                    String body) {
        var reason = CommandBody.read(body).reason();
        return commands.ask(new RunCommand.Unpin(CommandId.of(key), run, reason, clock.instant()), ifMatch);
    }
}
