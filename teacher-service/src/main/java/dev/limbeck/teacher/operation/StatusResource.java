package dev.limbeck.teacher.operation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.status.TeacherStatus;
import dev.limbeck.teacher.TeacherProgress;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** How this replica's work stands, as JSON. */
@Path("/status")
public class StatusResource {
    private final TeacherProgress progress;

    StatusResource(TeacherProgress progress) {
        this.progress = progress;
    }

    /** @param failure one sentence, where the work failed */
    private record Answer(@JsonUnwrapped TeacherStatus status, Optional<String> failure) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public byte[] status() {
        return ContractJson.write(new Answer(progress.status(), progress.failure()));
    }
}
