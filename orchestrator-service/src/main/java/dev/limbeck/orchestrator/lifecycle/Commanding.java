package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.kind.Kinds;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.CommandMark;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import java.util.function.BiConsumer;

/** A person's or a program's wish, carried out once. */
final class Commanding {
    /** Of a command that nothing forbids. */
    private static final Kinds<RunCommand, BiConsumer<Draft, RunState>> CARRIED_OUT =
            Kinds.<RunCommand, BiConsumer<Draft, RunState>>of(RunCommand.class)
                    .when(RunCommand.Apply.class, apply -> (draft, state) -> Declaring.again(draft, apply))
                    .when(
                            RunCommand.Pause.class,
                            pause -> (draft, state) ->
                                    draft.pause(Sentence.because("The run is paused", pause.reason())))
                    .when(RunCommand.Resume.class, resume -> (draft, state) -> {
                        Failing.tryAnew(draft);
                        draft.resume();
                    })
                    .when(
                            RunCommand.Cancel.class,
                            cancel -> (draft, state) -> Ending.end(
                                    draft,
                                    RunPhase.CANCELLED,
                                    Sentence.because("The run was cancelled", cancel.reason())))
                    .when(
                            RunCommand.Drain.class,
                            drain -> (draft, state) -> Draining.begin(draft, "The run is to be drained."))
                    .when(
                            RunCommand.Approve.class,
                            approve -> (draft, state) -> Judging.approve(
                                    draft, awaiting(draft, approve.checkpointDigest()), approve.reason()))
                    .when(
                            RunCommand.Reject.class,
                            reject -> (draft, state) -> draft.move(
                                    awaiting(draft, reject.checkpointDigest()),
                                    Candidate.Phase.REJECTED,
                                    Sentence.because("Approval was denied", reject.reason())))
                    .when(
                            RunCommand.RollBack.class,
                            rollBack -> (draft, state) -> Pinning.rollBack(
                                    draft,
                                    rollBack,
                                    Refusals.rollBackTarget(state, rollBack).orElseThrow()))
                    .when(
                            RunCommand.Pin.class,
                            pin -> (draft, state) -> Pinning.pin(
                                    draft, pin, Refusals.pinTarget(state, pin).orElseThrow()))
                    .when(RunCommand.Unpin.class, unpin -> (draft, state) -> Pinning.unpin(draft, unpin))
                    .all();

    private Commanding() {}

    static void carryOut(Draft draft, RunState state, RunCommand command) {
        if (draft.commands().has(command.commandId())) {
            if (CommandMark.isOfAnother(state, command)) {
                draft.remark(RunHistoryEntry.REFUSED + "Another command had the id %s.".formatted(command.commandId()));
            }
            return;
        }
        draft.commands().add(command);
        Refusals.of(state, command)
                .ifPresentOrElse(
                        why -> draft.remark(RunHistoryEntry.REFUSED + why),
                        () -> CARRIED_OUT.of(command).accept(draft, state));
    }

    private static Candidate awaiting(Draft draft, String digest) {
        return draft.candidate(digest).orElseThrow();
    }
}
