package dev.limbeck.student.service;

import dev.limbeck.contract.json.ContractJson;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Answers how training goes. */
@Path("/status")
class StatusResource {
    private final StudentService service;

    StatusResource(StudentService service) {
        this.service = service;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public byte[] status() {
        return ContractJson.write(service.status());
    }
}
