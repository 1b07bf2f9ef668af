package dev.limbeck.teacher.process;

import dev.limbeck.contract.json.ContractJson;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** How this replica's work stands, of all runs, as JSON. */
@Path("/status")
public class StatusResource {
    private final TeacherService service;

    StatusResource(TeacherService service) {
        this.service = service;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public byte[] status() {
        return ContractJson.write(service.status());
    }
}
