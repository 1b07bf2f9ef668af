package dev.limbeck.evaluator.status;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.status.EvaluatorStatus;
import dev.limbeck.evaluator.evaluation.Scoreboard;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;

/** What this evaluator has measured, for a page or a person. */
@Path("/status")
public class StatusResource {
    private final DistillationRun run;
    private final Scoreboard scoreboard;

    StatusResource(DistillationRun run, Scoreboard scoreboard) {
        this.run = run;
        this.scoreboard = scoreboard;
    }

    /** Written by the contract's own mapper, so that it reads back as the same record everywhere. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String status() {
        var status = new EvaluatorStatus(
                run.name(), scoreboard.heldOut(), scoreboard.evaluations(), scoreboard.latest(), scoreboard.champion());
        return new String(ContractJson.write(status), StandardCharsets.UTF_8);
    }
}
