package dev.limbeck.teacher.process;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Lets this replica go on after it paused, once somebody has looked at the dead letters. */
@Path("/resume")
public class ResumeResource {
    private final TeacherWork work;

    ResumeResource(TeacherWork work) {
        this.work = work;
    }

    @POST
    @Produces(MediaType.TEXT_PLAIN)
    public Response resume() {
        return work.resume()
                ? Response.accepted("labelling goes on\n").build()
                : Response.status(Response.Status.CONFLICT)
                        .entity("labelling is not paused\n")
                        .build();
    }
}
