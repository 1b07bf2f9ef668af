package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.kind.Kinds;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunOrder;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Which promoted student the champion link points at. */
final class Championing {
    private static final Kinds<RunOrder, BiConsumer<Draft, RunEvent.ChampionMoved>> MOVED =
            Kinds.<RunOrder, BiConsumer<Draft, RunEvent.ChampionMoved>>of(RunOrder.class)
                    .when(RunOrder.Promote.class, promote -> (draft, moved) -> moved(draft, promote, moved))
                    .when(RunOrder.PointChampion.class, point -> (draft, moved) -> moved(draft, point, moved))
                    // Neither is answered by this.
                    .when(RunOrder.Provision.class, order -> (draft, moved) -> {})
                    .when(RunOrder.Evaluate.class, order -> (draft, moved) -> {})
                    .all();

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
        draft.orders().pending(moved.orderId(), moved.attempt()).ifPresent(order -> MOVED.of(order)
                .accept(draft, moved));
    }

    private static void moved(Draft draft, RunOrder.Promote promote, RunEvent.ChampionMoved moved) {
        if (promote.candidate().digest().equals(moved.checkpointDigest())) {
            draft.orders().noLongerAwait(promote::equals);
            promoted(draft, promote, moved.location());
        }
    }

    private static void moved(Draft draft, RunOrder.PointChampion point, RunEvent.ChampionMoved moved) {
        var champion = point.champion();
        if (champion.checkpointDigest().equals(moved.checkpointDigest())) {
            draft.orders().noLongerAwait(point::equals);
            draft.remark("The champion is %s of %s.".formatted(champion.checkpointId(), champion.student()));
            pointAt(draft, moved.checkpointDigest());
        }
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
