package dev.limbeck.orchestrator.api.event;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** One run as it changes. */
@Path("/api/v1/runs/{run}/events")
@Produces(MediaType.SERVER_SENT_EVENTS)
@Blocking
@Tag(name = "Events")
public class RunEventsResource {
    private final EventStream events;

    RunEventsResource(EventStream events) {
        this.events = events;
    }

    @GET
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            summary = "A run's state, parts, newest history and newest evaluations, then every change",
            description = "Events run, evaluation, history, part and sample, each with the whole document as JSON.")
    @APIResponse(
            responseCode = "200",
            description = "It does not end by itself",
            content =
                    @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(implementation = String.class)))
    public Multi<OutboundSseEvent> ofRun(@PathParam("run") String run, @Context Sse sse) {
        return events.of(Optional.of(run), sse);
    }
}
