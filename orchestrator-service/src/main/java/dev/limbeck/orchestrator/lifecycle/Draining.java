package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunPhase;

/** The end of a run that has what it was to have. */
final class Draining {
    private Draining() {}

    static void begin(Draft draft, String why) {
        draft.sourceDrained(false);
        draft.move(RunPhase.DRAINING, why);
    }

    static void reached(Draft draft, RunEvent.RecordsReached reached) {
        if (draft.active() == RunPhase.DISTILLING) {
            begin(draft, "%d records are labelled, as many as the run was to take.".formatted(reached.records()));
        }
    }

    static void sourceDrained(Draft draft, RunEvent.SourceDrained drained) {
        if (draft.active() == RunPhase.DRAINING
                && drained.generation() == draft.generation().number()
                && !draft.isSourceDrained()) {
            draft.sourceDrained(true);
            draft.remark("All that the source topic held when draining began is labelled.");
        }
    }

    /** Said every second while it is so, so nothing has to remember it until the last candidate is decided. */
    static void studentsDrained(Draft draft, RunEvent.StudentsDrained drained) {
        boolean undecided = draft.candidates().stream()
                .anyMatch(one -> one.phase() == Candidate.Phase.EVALUATING || one.phase() == Candidate.Phase.PROMOTING);
        if (draft.phase() == RunPhase.DRAINING
                && drained.generation() == draft.generation().number()
                && draft.isSourceDrained()
                && !undecided
                && !draft.orders().awaits(order -> true)) {
            complete(draft);
        }
    }

    private static void complete(Draft draft) {
        if (draft.champion().isPresent()) {
            draft.move(RunPhase.COMPLETED, "All that was labelled is trained on, and every checkpoint is measured.");
            return;
        }
        String why = "There is no champion: " + whyNoChampion(draft);
        draft.move(RunPhase.COMPLETED, "All that was labelled is trained on. " + why);
        draft.stands(why);
    }

    /** What became of the newest checkpoint that could have been one. */
    private static String whyNoChampion(Draft draft) {
        return draft.candidates().stream()
                .filter(one -> !Judging.isControl(draft, one.checkpoint()))
                .reduce((older, newer) -> newer)
                .map(newest -> newest.reason()
                        .orElse("%s of %s is not decided on."
                                .formatted(
                                        newest.checkpoint().checkpointId(),
                                        newest.checkpoint().student())))
                .orElse("no student has written a checkpoint that could be one.");
    }
}
