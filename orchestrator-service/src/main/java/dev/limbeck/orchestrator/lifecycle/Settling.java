package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunPhase;

/**
 * Gives the orders that the state asks for and nobody waits on. It comes last in every reduction, so what a pause or a
 * promotion under way has held back is ordered as soon as it may be.
 */
final class Settling {
    private Settling() {}

    static void settle(Draft draft) {
        if (draft.phase() == RunPhase.PAUSED
                || draft.phase() == RunPhase.FAILED
                || draft.phase() == RunPhase.CANCELLED) {
            return;
        }
        if (draft.phase() == RunPhase.PROVISIONING && !draft.orders().awaits(RunOrder.Provision.class::isInstance)) {
            int generation = draft.generation().number();
            draft.orders()
                    .give(new RunOrder.Provision(
                            OrderIds.provision(draft.run(), generation), 1, draft.run(), generation));
        }
        for (var candidate : draft.candidates()) {
            if (candidate.phase() == Candidate.Phase.PROMOTING
                    && !draft.orders().awaits(RunOrder.Promote.class::isInstance)) {
                Judging.orderPromotion(draft, candidate);
            }
        }
        for (var waiting : draft.candidates()) {
            // One that is judged decides what becomes of others.
            draft.candidate(waiting.digest())
                    .filter(one -> one.phase() == Candidate.Phase.EVALUATING && !Championing.isUnderWay(draft))
                    .ifPresent(one -> Judging.decideOrMeasure(draft, one));
        }
    }
}
