package dev.limbeck.orchestrator.api;

import static java.util.stream.Collectors.toSet;

import dev.limbeck.contract.api.RunStatus;
import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.orchestrator.view.KeptLedgers;
import dev.limbeck.orchestrator.view.LiveWork;
import dev.limbeck.orchestrator.view.Sample;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How work on a run goes now, and went in the last half hour. */
@Path("/api/v1/runs/{run}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Work")
public class RunWorkResource {
    private final LiveWork work;
    private final KeptLedgers ledgers;
    private final KnownRuns runs;

    RunWorkResource(LiveWork work, KeptLedgers ledgers, KnownRuns runs) {
        this.work = work;
        this.ledgers = ledgers;
        this.runs = runs;
    }

    @GET
    @Path("/status")
    @Operation(
            summary = "The newest that each part has told within ten seconds, and every student's ledger, of one not at"
                    + " work as its newest checkpoint has it, and those of the generations before")
    public RunStatus status(@PathParam("run") String run) {
        var state = runs.require(run);
        var parts = work.parts(run);
        return RunStatus.of(parts, ledgers(state.generation(), parts), earlier(state));
    }

    private Map<String, Ledger> earlier(RunState state) {
        var earlier = new HashMap<String, Ledger>();
        for (var student : state.declaration().spec().students()) {
            ledgers.ofEarlier(state, student.name()).ifPresent(ledger -> earlier.put(student.name(), ledger));
        }
        return earlier;
    }

    /** While a student moves, two replicas may tell of it: the newer one counts. */
    private Map<String, Ledger> ledgers(Generation generation, List<PartStatus> parts) {
        var all = keptOfOthers(generation, parts);
        parts.stream().sorted(Comparator.comparing(PartStatus::at)).forEach(part -> part.student()
                .ifPresent(student -> all.put(part.part(), student.ledger())));
        return all;
    }

    private Map<String, Ledger> keptOfOthers(Generation generation, List<PartStatus> parts) {
        var told = parts.stream().map(PartStatus::part).collect(toSet());
        var kept = new HashMap<String, Ledger>();
        generation.spec().students().stream()
                .map(StudentSpec::name)
                .filter(student -> !told.contains(student))
                .forEach(student -> ledgers.of(generation, student).ifPresent(ledger -> kept.put(student, ledger)));
        return kept;
    }

    @GET
    @Path("/samples")
    @Operation(summary = "The last thirty minutes of every part, for charts, oldest first")
    public Items<Sample> samples(@PathParam("run") String run) {
        runs.require(run);
        return new Items<>(work.samples(run));
    }
}
