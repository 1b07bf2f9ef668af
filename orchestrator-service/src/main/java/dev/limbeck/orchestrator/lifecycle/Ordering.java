package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunPhase;

/** Orders that are not carried out: given again when their time is up, given up when that is of no use. */
final class Ordering {
    private Ordering() {}

    static void refused(Draft draft, RunEvent.OrderRefused refused) {
        draft.orders()
                .pending(refused.orderId(), refused.attempt())
                .ifPresent(order -> giveUp(draft, order, refused.reason()));
    }

    static void due(Draft draft, RunEvent.TimerFired fired) {
        Pinning.due(draft, fired);
        draft.orders().pending(fired.orderId(), fired.attempt()).ifPresent(order -> {
            if (draft.phase() == RunPhase.PAUSED && !Refusals.movesChampion(order)) {
                // Whoever was to carry it out may keep to the pause.
                draft.orders().postpone(order);
            } else if (order.attempt() >= Deadlines.ATTEMPTS) {
                giveUp(draft, order, "Nobody has carried it out in %d attempts.".formatted(order.attempt()));
            } else {
                draft.orders().noLongerAwait(order::equals);
                draft.orders().give(order.again());
                draft.remark("Order %s is not answered in time and is given once more, as attempt %d."
                        .formatted(order.orderId(), order.attempt() + 1));
            }
        });
    }

    private static void giveUp(Draft draft, RunOrder order, String why) {
        draft.orders().noLongerAwait(order::equals);
        if (order instanceof RunOrder.Provision) {
            Teaching.endGeneration(draft, "The topics could not be made: " + why);
        } else if (order instanceof RunOrder.Evaluate evaluate) {
            reject(draft, evaluate.candidate().digest(), why);
        } else if (order instanceof RunOrder.Promote promote) {
            reject(draft, promote.candidate().digest(), why);
        } else if (order instanceof RunOrder.PointChampion point) {
            draft.remark("The champion stays, for it could not be moved to %s: %s"
                    .formatted(point.champion().checkpointId(), why));
        }
    }

    private static void reject(Draft draft, String digest, String why) {
        draft.candidate(digest).ifPresent(candidate -> draft.move(candidate, Candidate.Phase.REJECTED, why));
    }
}
