package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.RunOrder;
import java.util.List;

/** Keeps a run's state of a size that one record can have: beside what was promoted, the newest candidates. */
final class Remembering {
    static final int CANDIDATES = 64;

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
        draft.noLongerAwait(order -> order instanceof RunOrder.Evaluate evaluate
                && evaluate.candidate().digest().equals(oldest.digest()));
        draft.move(
                oldest,
                Candidate.Phase.REJECTED,
                "%d newer checkpoints wait, so it is passed over.".formatted(CANDIDATES));
    }

    private static List<Candidate> unpromoted(Draft draft) {
        return draft.candidates().stream()
                .filter(one -> one.phase() != Candidate.Phase.PROMOTED)
                .toList();
    }
}
