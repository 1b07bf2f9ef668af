package dev.limbeck.student.service;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** Lets students go on that paused by themselves: because too many records were unusable, or are gone. */
@Path("/resume")
class ResumeResource {
    private final StudentService service;

    ResumeResource(StudentService service) {
        this.service = service;
    }

    /** @param run all, if none is named @return 202 if a student goes on, 409 if none was paused for that */
    @POST
    public Response resume(@QueryParam("run") Optional<String> run) {
        List<String> resumed = service.resume(run);
        return resumed.isEmpty()
                ? Response.status(Response.Status.CONFLICT)
                        .entity("no student is paused until somebody says so\n")
                        .build()
                : Response.accepted(String.join(", ", resumed) + "\n").build();
    }
}
