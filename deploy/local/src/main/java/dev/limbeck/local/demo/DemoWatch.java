package dev.limbeck.local.demo;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.local.api.Orchestrator;
import dev.limbeck.local.api.RefusedException;
import dev.limbeck.local.api.UnreachableException;
import java.util.List;
import java.util.Optional;

/** What the orchestrator tells of the demonstration's run. While it is being started again, nothing is told. */
final class DemoWatch {
    private static final int REPORTS = 200;
    private static final int UNKNOWN = 404;

    private final Orchestrator orchestrator;
    private final String run;

    DemoWatch(Orchestrator orchestrator, String run) {
        this.orchestrator = orchestrator;
        this.run = run;
    }

    /** How a run stands, and how the work on it goes. */
    record Look(RunState run, List<PartStatus> parts, List<EvaluationReport> evaluations) {
        /** Whether its topics are there. */
        boolean isProvisioned() {
            return run.phase() != RunPhase.PENDING && run.phase() != RunPhase.PROVISIONING;
        }
    }

    /** @throws IllegalStateException when the run has come to an end that no demonstration has */
    Optional<Look> look() throws InterruptedException {
        try {
            var state = orchestrator.run(run);
            requireAlive(state);
            return Optional.of(
                    new Look(state, orchestrator.status(run).parts(), orchestrator.evaluations(run, REPORTS)));
        } catch (UnreachableException startedAgain) {
            return Optional.empty();
        } catch (RefusedException refused) {
            if (refused.status() == UNKNOWN) { // declared, and not carried out yet
                return Optional.empty();
            }
            throw refused;
        }
    }

    private static void requireAlive(RunState state) {
        if (state.phase().isFinal()) {
            throw new IllegalStateException("run %s is %s%s; --fresh starts anew"
                    .formatted(
                            state.run(),
                            state.phase(),
                            state.note().map(note -> ": " + note).orElse("")));
        }
    }
}
