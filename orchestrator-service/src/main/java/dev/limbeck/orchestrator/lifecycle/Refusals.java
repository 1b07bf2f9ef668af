package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.PendingOrder;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import java.util.Optional;

/**
 * Why a run cannot do what is asked of it, one sentence. Whoever takes commands asks the same, to refuse at once what
 * would be refused later.
 */
public final class Refusals {
    private Refusals() {}

    public static Optional<String> of(RunState state, RunCommand command) {
        if (command instanceof RunCommand.Apply apply) {
            return ofApply(state, apply);
        } else if (command instanceof RunCommand.Pause) {
            return when(state.phase() == RunPhase.PAUSED, "The run is paused already.")
                    .or(() -> whenFinal(state));
        } else if (command instanceof RunCommand.Resume) {
            return when(
                    state.phase() != RunPhase.PAUSED, "The run is not paused: it is in %s.".formatted(state.phase()));
        } else if (command instanceof RunCommand.Cancel) {
            return whenFinal(state);
        } else if (command instanceof RunCommand.Drain) {
            var phase = state.resumesTo().orElse(state.phase());
            return whenFinal(state)
                    .or(() -> when(
                            phase != RunPhase.DISTILLING,
                            "The run is in %s; only one in DISTILLING can be drained.".formatted(phase)));
        } else if (command instanceof RunCommand.Approve approve) {
            return whenNotAwaiting(state, approve.checkpointDigest())
                    .or(() -> state.teacherBehind().map("Nothing is promoted for now. "::concat))
                    .or(() -> Pinning.whyNothingIsPromoted(state.pin()));
        } else if (command instanceof RunCommand.Reject reject) {
            return whenNotAwaiting(state, reject.checkpointDigest());
        } else if (command instanceof RunCommand.Pin pin) {
            return ofPin(state, pin);
        } else if (command instanceof RunCommand.Unpin) {
            return when(state.pin().isEmpty(), "The champion is not pinned.");
        }
        return ofRollBack(state, (RunCommand.RollBack) command);
    }

    private static Optional<String> ofApply(RunState state, RunCommand.Apply apply) {
        var declared = state.declaration();
        if (declared.equals(apply.declaration())) {
            return Optional.empty();
        }
        boolean anotherTeacher =
                !declared.spec().teacher().equals(apply.declaration().spec().teacher());
        boolean draining = state.resumesTo().orElse(state.phase()) == RunPhase.DRAINING;
        return whenFinal(state)
                .or(() -> Declarations.fixedDifference(declared, apply.declaration())
                        .map(("%s cannot change in a run; what can are spec.teacher, spec.promotion, spec.watch,"
                                + " spec.redistil, spec.completion and spec.deadLetters.")::formatted))
                .or(() -> when(
                        anotherTeacher && draining,
                        "The run drains, so no generation can begin with another spec.teacher."));
    }

    private static Optional<String> whenNotAwaiting(RunState state, String digest) {
        var candidate = state.candidate(digest);
        if (candidate.isEmpty()) {
            return Optional.of("The run knows no checkpoint with digest %s.".formatted(digest));
        }
        var phase = candidate.get().phase();
        return when(
                phase != Candidate.Phase.AWAITING_APPROVAL,
                "Checkpoint %s of %s does not await approval: it is %s."
                        .formatted(
                                candidate.get().checkpoint().checkpointId(),
                                candidate.get().checkpoint().student(),
                                phase));
    }

    private static Optional<String> ofRollBack(RunState state, RunCommand.RollBack command) {
        if (isMoving(state)) {
            return Optional.of("The champion is being moved; it can be rolled back when that is done.");
        }
        if (rollBackTarget(state, command).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(command.checkpointDigest()
                .map("No earlier champion has digest %s."::formatted)
                .orElse("There is no earlier champion."));
    }

    /** The champion that a command asks for, if it is another than the present one. */
    static Optional<Champion> rollBackTarget(RunState state, RunCommand.RollBack command) {
        if (command.checkpointDigest().isPresent()) {
            return command.checkpointDigest()
                    .filter(digest -> !state.champion().equals(Optional.of(digest)))
                    .flatMap(state::championWith);
        }
        return state.currentChampion()
                .map(state.champions()::indexOf)
                .filter(index -> index > 0)
                .map(index -> state.champions().get(index - 1));
    }

    private static Optional<String> ofPin(RunState state, RunCommand.Pin command) {
        return whenFinal(state)
                .or(() -> when(isMoving(state), "The champion is being moved; it can be pinned when that is done."))
                .or(() -> when(
                        pinTarget(state, command).isEmpty(),
                        command.checkpointDigest()
                                .map("No champion has digest %s."::formatted)
                                .orElse("There is no champion.")));
    }

    /** The champion that a command asks for: the present one, unless it says which. */
    static Optional<Champion> pinTarget(RunState state, RunCommand.Pin command) {
        return command.checkpointDigest().isPresent()
                ? command.checkpointDigest().flatMap(state::championWith)
                : state.currentChampion();
    }

    private static boolean isMoving(RunState state) {
        return state.orders().stream().map(PendingOrder::order).anyMatch(Refusals::movesChampion)
                || state.candidates().stream().anyMatch(one -> one.phase() == Candidate.Phase.PROMOTING);
    }

    static boolean movesChampion(RunOrder order) {
        return order instanceof RunOrder.Promote || order instanceof RunOrder.PointChampion;
    }

    private static Optional<String> whenFinal(RunState state) {
        return when(state.phase().isFinal(), "The run has ended: it is %s.".formatted(state.phase()));
    }

    private static Optional<String> when(boolean refused, String why) {
        return refused ? Optional.of(why) : Optional.empty();
    }
}
