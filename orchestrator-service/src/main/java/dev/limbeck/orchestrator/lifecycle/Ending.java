package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunPhase;

/**
 * Work that is given up. A move of the champion that was ordered is waited for even then: it cannot be called back, and
 * the state has to say where the link points.
 */
final class Ending {
    private Ending() {}

    static void end(Draft draft, RunPhase phase, String why) {
        giveUp(draft, why);
        draft.move(phase, why);
    }

    /** Of a run or a generation: what is not decided yet is not decided any more. */
    static void giveUp(Draft draft, String why) {
        draft.orders().noLongerAwait(order -> !Refusals.movesChampion(order));
        for (var candidate : draft.candidates()) {
            boolean underWay = candidate.phase() == Candidate.Phase.PROMOTING
                    && draft.orders().awaits(RunOrder.Promote.class::isInstance);
            boolean decided =
                    candidate.phase() == Candidate.Phase.PROMOTED || candidate.phase() == Candidate.Phase.REJECTED;
            if (!underWay && !decided) {
                draft.move(candidate, Candidate.Phase.REJECTED, "It was not decided before: " + why);
            }
        }
    }
}
