package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.CommandMark;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;

/** A person's or a program's wish, carried out once. */
final class Commanding {
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
                        () -> carryOutPermitted(draft, state, command));
    }

    private static void carryOutPermitted(Draft draft, RunState state, RunCommand command) {
        if (command instanceof RunCommand.Apply apply) {
            Declaring.again(draft, apply);
        } else if (command instanceof RunCommand.Pause pause) {
            draft.pause(Sentence.because("The run is paused", pause.reason()));
        } else if (command instanceof RunCommand.Resume) {
            Failing.tryAnew(draft);
            draft.resume();
        } else if (command instanceof RunCommand.Cancel cancel) {
            Ending.end(draft, RunPhase.CANCELLED, Sentence.because("The run was cancelled", cancel.reason()));
        } else if (command instanceof RunCommand.Drain) {
            Draining.begin(draft, "The run is to be drained.");
        } else if (command instanceof RunCommand.Approve approve) {
            Judging.approve(draft, awaiting(draft, approve.checkpointDigest()), approve.reason());
        } else if (command instanceof RunCommand.Reject reject) {
            draft.move(
                    awaiting(draft, reject.checkpointDigest()),
                    Candidate.Phase.REJECTED,
                    Sentence.because("Approval was denied", reject.reason()));
        } else if (command instanceof RunCommand.RollBack rollBack) {
            Pinning.rollBack(
                    draft, rollBack, Refusals.rollBackTarget(state, rollBack).orElseThrow());
        } else if (command instanceof RunCommand.Pin pin) {
            Pinning.pin(draft, pin, Refusals.pinTarget(state, pin).orElseThrow());
        } else if (command instanceof RunCommand.Unpin unpin) {
            Pinning.unpin(draft, unpin);
        }
    }

    private static Candidate awaiting(Draft draft, String digest) {
        return draft.candidate(digest).orElseThrow();
    }
}
