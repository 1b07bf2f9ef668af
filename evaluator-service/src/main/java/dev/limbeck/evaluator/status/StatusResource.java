package dev.limbeck.evaluator.status;

import dev.limbeck.contract.json.ContractJson;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;

/** What this replica has measured, a list by run, for a page or a person. */
@Path("/status")
public class StatusResource {
    private final Scoreboards scoreboards;

    StatusResource(Scoreboards scoreboards) {
        this.scoreboards = scoreboards;
    }

    /** Written by the contract's own mapper, so that it reads back as the same records everywhere. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String status() {
        return new String(ContractJson.write(scoreboards.statuses()), StandardCharsets.UTF_8);
    }
}
