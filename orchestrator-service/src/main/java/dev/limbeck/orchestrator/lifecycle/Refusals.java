package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.kind.Kinds;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.PendingOrder;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import java.util.Optional;
import java.util.function.Function;

/**
 * Why a run cannot do what is asked of it, one sentence. Whoever takes commands asks the same, to refuse at once what
 * would be refused later.
 */
public final class Refusals {
    private static final Kinds<RunCommand, Function<RunState, Optional<String>>> WHY =
            Kinds.<RunCommand, Function<RunState, Optional<String>>>of(RunCommand.class)
                    .when(RunCommand.Apply.class, apply -> state -> ofApply(state, apply))
                    .when(
                            RunCommand.Pause.class,
                            pause -> state -> when(state.phase() == RunPhase.PAUSED, "The run is paused already.")
                                    .or(() -> whenFinal(state)))
                    .when(
                            RunCommand.Resume.class,
                            resume -> state -> when(
                                    state.phase() != RunPhase.PAUSED,
                                    "The run is not paused: it is in %s.".formatted(state.phase())))
                    .when(RunCommand.Cancel.class, cancel -> Refusals::whenFinal)
                    .when(RunCommand.Drain.class, drain -> Refusals::ofDrain)
                    .when(
                            RunCommand.Approve.class,
                            approve -> state -> whenNotAwaiting(state, approve.checkpointDigest())
                                    .or(() -> state.teacherBehind().map("Nothing is promoted for now. "::concat))
                                    .or(() -> Pinning.whyNothingIsPromoted(state.pin())))
                    .when(RunCommand.Reject.class, reject -> state -> whenNotAwaiting(state, reject.checkpointDigest()))
                    .when(RunCommand.RollBack.class, rollBack -> state -> ofRollBack(state, rollBack))
                    .when(RunCommand.Pin.class, pin -> state -> ofPin(state, pin))
                    .when(
                            RunCommand.Unpin.class,
                            unpin -> state -> when(state.pin().isEmpty(), "The champion is not pinned."))
                    .all();

    private static final Kinds<RunOrder, Boolean> MOVES_CHAMPION = Kinds.<RunOrder, Boolean>of(RunOrder.class)
            .when(RunOrder.Provision.class, order -> false)
            .when(RunOrder.Evaluate.class, order -> false)
            .when(RunOrder.Promote.class, order -> true)
            .when(RunOrder.PointChampion.class, order -> true)
            .all();

    private Refusals() {}

    public static Optional<String> of(RunState state, RunCommand command) {
        return WHY.of(command).apply(state);
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

    private static Optional<String> ofDrain(RunState state) {
        var phase = state.resumesTo().orElse(state.phase());
        return whenFinal(state)
                .or(() -> when(
                        phase != RunPhase.DISTILLING,
                        "The run is in %s; only one in DISTILLING can be drained.".formatted(phase)));
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
        return MOVES_CHAMPION.of(order);
    }

    private static Optional<String> whenFinal(RunState state) {
        return when(state.phase().isFinal(), "The run has ended: it is %s.".formatted(state.phase()));
    }

    private static Optional<String> when(boolean refused, String why) {
        return refused ? Optional.of(why) : Optional.empty();
    }
}
