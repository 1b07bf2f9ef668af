package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.RunOrder;
import java.util.Comparator;
import java.util.Optional;

/**
 * Checkpoints that come too late. Once a student was judged at a step, what it was before is of no interest: to measure
 * it would take the evaluator's time, and to judge it would spend of the error budget.
 */
final class Superseding {
    private Superseding() {}

    /** Why a checkpoint is not measured, one sentence, if it is older than one of its student that is judged. */
    static Optional<String> of(Draft draft, CheckpointAnnounced checkpoint) {
        return draft.candidates().stream()
                .filter(one -> one.measured() && one.phase() != Candidate.Phase.EVALUATING)
                .map(Candidate::checkpoint)
                .filter(judged -> isOlder(checkpoint, judged))
                .max(Comparator.comparingLong(CheckpointAnnounced::step))
                .map(Superseding::because);
    }

    /** Those of the same student that still wait are passed over, but for what a person has approved. */
    static void passOverBefore(Draft draft, CheckpointAnnounced judged) {
        for (var candidate : draft.candidates()) {
            if (candidate.phase() == Candidate.Phase.EVALUATING
                    && !isApproved(candidate)
                    && isOlder(candidate.checkpoint(), judged)) {
                draft.orders()
                        .noLongerAwait(order -> order instanceof RunOrder.Evaluate evaluate
                                && evaluate.candidate().digest().equals(candidate.digest()));
                draft.move(candidate, Candidate.Phase.REJECTED, because(judged));
            }
        }
    }

    /** Nothing but an approval gives a candidate a reason to be measured. */
    private static boolean isApproved(Candidate candidate) {
        return candidate.reason().isPresent();
    }

    private static boolean isOlder(CheckpointAnnounced one, CheckpointAnnounced other) {
        return one.student().equals(other.student())
                && one.generation() == other.generation()
                && one.step() < other.step();
    }

    private static String because(CheckpointAnnounced judged) {
        return "It is superseded by checkpoint %s, which is newer and judged already.".formatted(judged.checkpointId());
    }
}
