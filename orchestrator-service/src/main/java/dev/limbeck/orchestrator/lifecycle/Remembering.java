package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.RunOrder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps a run's state of a size that one record can have, however long the run goes on. */
final class Remembering {
    static final int CANDIDATES = 64;
    static final int CHAMPIONS = 128;
    static final int GENERATIONS = 64;

    private Remembering() {}

    static void trim(Draft draft) {
        for (var kept = unpromoted(draft); kept.size() > CANDIDATES; kept = unpromoted(draft)) {
            var oldestDecided = kept.stream()
                    .filter(one -> one.phase() == Candidate.Phase.REJECTED)
                    .findFirst();
            if (oldestDecided.isPresent()) {
                draft.forget(oldestDecided.get());
            } else {
                pass(draft, kept);
            }
        }
    }

    /** Nobody has measured or approved any of so many: the oldest is of no interest any more. */
    private static void pass(Draft draft, List<Candidate> undecided) {
        var oldest = undecided.stream()
                .filter(one -> one.phase() != Candidate.Phase.PROMOTING)
                .findFirst()
                .orElseThrow();
        draft.orders()
                .noLongerAwait(order -> order instanceof RunOrder.Evaluate evaluate
                        && evaluate.candidate().digest().equals(oldest.digest()));
        draft.move(
                oldest,
                Candidate.Phase.REJECTED,
                "%d newer checkpoints wait, so it is passed over.".formatted(CANDIDATES));
    }

    /** The first one stays, for it shows what a student is that is left alone; and the present one, however old. */
    static void trimChampions(Draft draft) {
        var champions = draft.champions();
        while (champions.size() > CHAMPIONS) {
            boolean isPresent =
                    draft.champion().equals(Optional.of(champions.get(1).checkpointDigest()));
            champions.remove(isPresent ? 2 : 1);
        }
        var kept = champions.stream().map(Champion::checkpointDigest).collect(Collectors.toSet());
        draft.candidates().stream()
                .filter(one -> one.phase() == Candidate.Phase.PROMOTED && !kept.contains(one.digest()))
                .forEach(draft::forget);
    }

    /** The first one stays: what the run has labelled is counted from where it began. */
    static void trimGenerations(Draft draft) {
        var generations = draft.generations();
        while (generations.size() > GENERATIONS) {
            generations.remove(1);
        }
        var current = draft.generation();
        generations.replaceAll(one -> one.number() == current.number()
                ? one
                : one.observing(one.observations().ended()));
    }

    private static List<Candidate> unpromoted(Draft draft) {
        return draft.candidates().stream()
                .filter(one -> one.phase() != Candidate.Phase.PROMOTED)
                .toList();
    }
}
