package dev.limbeck.student.service;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Lets students go on that paused because too many records were unusable, or records they need are gone. */
@Path("/resume")
class ResumeResource {
    private final StudentService service;

    ResumeResource(StudentService service) {
        this.service = service;
    }

    /** @return 202 if a student goes on, 409 if none was paused for that */
    @POST
    public Response resume() {
        List<String> resumed = service.resume();
        return resumed.isEmpty()
                ? Response.status(Response.Status.CONFLICT)
                        .entity("no student is paused until somebody says so\n")
                        .build()
                : Response.accepted(String.join(", ", resumed) + "\n").build();
    }
}
