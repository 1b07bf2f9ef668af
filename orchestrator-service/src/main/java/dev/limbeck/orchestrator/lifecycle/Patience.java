package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.lifecycle.Observations.LowestLoss;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.run.StudentSpec;

/**
 * Early stopping: a run drains when none of its distilled students of the stream has come to a lower held-out loss for
 * as many checkpoints as it was declared to wait. L. Prechelt, "Early Stopping – But When?" (1998),
 * doi:10.1007/3-540-49430-8_3: the criterion UP, over checkpoints.
 */
final class Patience {
    private Patience() {}

    /** @param report the first on its checkpoint: one that is measured again has not learnt more */
    static void measured(Draft draft, EvaluationReport report) {
        double loss = report.loss().heldOut();
        if (report.generation() != draft.generation().number() || !Double.isFinite(loss)) {
            return;
        }
        String student = report.candidate().name();
        var generation = draft.generation();
        var lowest = generation.observations().losses().get(student);
        draft.generation(generation.observing(
                generation.observations().with(student, lowest == null ? new LowestLoss(loss, 0) : lowest.then(loss))));
        draft.declaration().spec().completion().patience().ifPresent(patience -> stop(draft, patience));
    }

    private static void stop(Draft draft, int patience) {
        var losses = draft.generation().observations().losses();
        var waitedFor = draft.declaration().spec().students().stream()
                .filter(student -> !student.isControl() && student.learnsFrom() == StudentSpec.LearnsFrom.STREAM)
                .map(StudentSpec::name)
                .toList();
        boolean exhausted = !waitedFor.isEmpty()
                && waitedFor.stream()
                        .allMatch(student -> losses.containsKey(student)
                                && losses.get(student).checkpointsSince() >= patience);
        if (exhausted && draft.active() == RunPhase.DISTILLING) {
            Draining.begin(
                    draft,
                    "No student has come to a lower held-out loss in %d checkpoints: early stopping."
                            .formatted(patience));
        }
    }
}
