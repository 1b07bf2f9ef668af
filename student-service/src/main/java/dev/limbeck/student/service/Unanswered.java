package dev.limbeck.student.service;

import dev.limbeck.contract.checkpoint.CheckpointId;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.RunState;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Tells which of a student's checkpoints somebody has not answered yet, by the run's newest state: those that are to be
 * measured or decided on, and those whose announcement has not come there.
 */
record Unanswered(Supplier<Optional<RunState>> run, int generation, String student) implements Predicate<CheckpointId> {
    @Override
    public boolean test(CheckpointId checkpoint) {
        var state = run.get();
        if (state.isEmpty()) {
            return false;
        }
        var own = state.get().candidates().stream().filter(this::isOwn).toList();
        return own.stream()
                .filter(one -> one.checkpoint().checkpointId().equals(checkpoint.text()))
                .findFirst()
                .map(Unanswered::isOpen)
                .orElseGet(() -> isOnItsWay(checkpoint, own));
    }

    private boolean isOwn(Candidate candidate) {
        var checkpoint = candidate.checkpoint();
        return checkpoint.generation() == generation && checkpoint.student().equals(student);
    }

    private static boolean isOpen(Candidate candidate) {
        return switch (candidate.phase()) {
            case EVALUATING, AWAITING_APPROVAL, PROMOTING -> true;
            case PROMOTED, REJECTED -> false;
        };
    }

    /** Announcements of a student come in their order; a checkpoint without a step of its own is never announced. */
    private static boolean isOnItsWay(CheckpointId checkpoint, List<Candidate> own) {
        return !checkpoint.isAtStepOfFormer()
                && own.stream()
                        .map(one -> new CheckpointId(one.checkpoint().checkpointId()))
                        .allMatch(checkpoint::isNewerThan);
    }
}
