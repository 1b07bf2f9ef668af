package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunOrder;
import java.util.Optional;

/** Which promoted student the champion link points at. */
final class Championing {
    private Championing() {}

    static boolean isUnderWay(Draft draft) {
        return draft.orders().awaits(Refusals::movesChampion)
                || draft.candidates().stream().anyMatch(one -> one.phase() == Candidate.Phase.PROMOTING);
    }

    /**
     * Not parked by a pause, nor by the run's end: what serves is to be right whatever the run does.
     *
     * @param whatFollows a clause, or nothing
     */
    static void rollBack(Draft draft, Champion target, String whatFollows, Optional<String> reason) {
        draft.orders()
                .give(new RunOrder.PointChampion(
                        OrderIds.pointChampion(
                                draft.run(), target.generation(), target.checkpointDigest(), draft.revision()),
                        1,
                        draft.run(),
                        target.generation(),
                        target));
        draft.remark(Sentence.because(
                "The champion is to be %s of %s, promoted at %s%s"
                        .formatted(target.checkpointId(), target.student(), target.promotedAt(), whatFollows),
                reason));
    }

    static void moved(Draft draft, RunEvent.ChampionMoved moved) {
        draft.orders().pending(moved.orderId(), moved.attempt()).ifPresent(order -> {
            if (order instanceof RunOrder.Promote promote
                    && promote.candidate().digest().equals(moved.checkpointDigest())) {
                draft.orders().noLongerAwait(order::equals);
                promoted(draft, promote, moved.location());
            } else if (order instanceof RunOrder.PointChampion point
                    && point.champion().checkpointDigest().equals(moved.checkpointDigest())) {
                draft.orders().noLongerAwait(order::equals);
                draft.remark("The champion is %s of %s."
                        .formatted(
                                point.champion().checkpointId(),
                                point.champion().student()));
                pointAt(draft, moved.checkpointDigest());
            }
        });
    }

    private static void promoted(Draft draft, RunOrder.Promote promote, String location) {
        String digest = promote.candidate().digest();
        draft.candidate(digest)
                .ifPresent(candidate -> draft.move(
                        candidate,
                        Candidate.Phase.PROMOTED,
                        candidate.reason().orElse(promote.decision().reason())));
        draft.crown(new Champion(promote.generation(), digest, promote.report().candidate(), location, draft.now()));
        pointAt(draft, digest);
        Remembering.trimChampions(draft);
        LargerSteps.promoted(draft);
    }

    /** A report counts as long as the champion is the one it was measured beside. */
    private static void pointAt(Draft draft, String digest) {
        draft.pointAt(digest);
        draft.candidates().stream()
                .filter(one -> one.report().isPresent() && one.phase() != Candidate.Phase.PROMOTING)
                .forEach(one -> draft.update(one.withoutReport()));
    }
}
