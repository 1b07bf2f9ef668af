package dev.limbeck.teacher.process;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** Lets this replica go on after it paused by itself, once somebody has looked at the dead letters. */
@Path("/resume")
public class ResumeResource {
    private final TeacherService service;

    ResumeResource(TeacherService service) {
        this.service = service;
    }

    /** @param run all, if none is named */
    @POST
    @Produces(MediaType.TEXT_PLAIN)
    public Response resume(@QueryParam("run") Optional<String> run) {
        List<String> resumed = service.resume(run);
        return resumed.isEmpty()
                ? Response.status(Response.Status.CONFLICT)
                        .entity("labelling is not paused\n")
                        .build()
                : Response.accepted("labelling goes on: " + String.join(", ", resumed) + "\n")
                        .build();
    }
}
