package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.lifecycle.Observations;
import dev.limbeck.contract.lifecycle.Observations.Saved;
import dev.limbeck.contract.lifecycle.RunEvent.StudentSaved;
import java.util.function.UnaryOperator;

/** How far the checkpoints of students go, and which of them the run has heard of: by this a drain is seen to end. */
final class Saving {
    private Saving() {}

    static void saved(Draft draft, StudentSaved saved) {
        observe(
                draft,
                saved.generation(),
                saved.student(),
                known -> known.with(saved.student(), new Saved(saved.through(), saved.records(), saved.checkpoint())));
    }

    static void announced(Draft draft, CheckpointAnnounced checkpoint) {
        observe(
                draft,
                checkpoint.generation(),
                checkpoint.student(),
                known -> known.withAnnounced(checkpoint.student(), checkpoint.digest()));
    }

    private static void observe(Draft draft, int generation, String student, UnaryOperator<Observations> more) {
        var current = draft.generation();
        boolean isDeclared = draft.declaration().spec().students().stream()
                .anyMatch(one -> one.name().equals(student));
        if (generation == current.number() && isDeclared && !draft.phase().isFinal()) {
            draft.generation(current.observing(more.apply(current.observations())));
        }
    }
}
