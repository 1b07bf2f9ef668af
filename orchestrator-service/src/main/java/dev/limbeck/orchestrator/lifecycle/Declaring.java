package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.lifecycle.GenerationRecord;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A run is declared, for the first time or again. */
final class Declaring {
    private Declaring() {}

    static Reduction anew(RunCommand.Apply apply, String cause, Instant now) {
        var first = GenerationRecord.begun(
                1, "The run was declared.", apply.declaration().spec().teacher(), Optional.empty(), now);
        var declared = new RunState(
                RunState.SCHEMA_VERSION,
                RunLifecycle.VERSION,
                apply.declaration(),
                0,
                0,
                RunPhase.PENDING,
                Optional.empty(),
                false,
                List.of(first),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                0,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                now,
                now);
        var draft = new Draft(declared, cause, now);
        draft.commands().add(apply);
        draft.begun();
        draft.move(RunPhase.PROVISIONING, "The topics of generation 1 are to be made.");
        Settling.settle(draft);
        return draft.reduction();
    }

    /** What may change in a running run is taken over; whether it may was asked before. */
    static void again(Draft draft, RunCommand.Apply apply) {
        var declared = draft.declaration();
        var anew = apply.declaration();
        if (anew.equals(declared)) {
            draft.remark("The run is declared like this already: there is nothing to do.");
            return;
        }
        draft.declare(anew);
        Failing.tryAnew(draft);
        if (anew.spec().teacher().equals(declared.spec().teacher())) {
            draft.remark(
                    "What was declared of promotion, watch, redistil, completion and dead letters holds from now on.");
        } else {
            Teaching.beginGeneration(draft, "Another teacher was declared.");
        }
    }
}
