package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.Pin;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunCommand.Hold;
import dev.limbeck.contract.lifecycle.RunEvent;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A person's decision on who is champion, and how long it holds. Until then candidates are measured and none is
 * promoted, so none spends of the error budget either; afterwards the next one that is measured decides.
 */
final class Pinning {
    private Pinning() {}

    /** @param target that is to be champion */
    static void pin(Draft draft, RunCommand.Pin command, Champion target) {
        hold(draft, command.commandId(), command.hold(), command.reason());
        if (draft.champion().equals(Optional.of(target.checkpointDigest()))) {
            draft.remark(Sentence.because(
                    "The champion stays %s of %s%s"
                            .formatted(target.checkpointId(), target.student(), whatFollows(draft)),
                    command.reason()));
        } else {
            Championing.rollBack(draft, target, whatFollows(draft), command.reason());
        }
    }

    /** A run that has ended promotes nobody, so there is nothing to hold. */
    static void rollBack(Draft draft, RunCommand.RollBack command, Champion target) {
        if (!draft.phase().isFinal()) {
            command.hold().ifPresent(hold -> hold(draft, command.commandId(), hold, command.reason()));
        }
        Championing.rollBack(draft, target, whatFollows(draft), command.reason());
    }

    private static void hold(Draft draft, String commandId, Hold hold, Optional<String> reason) {
        draft.pin(new Pin(commandId, draft.now(), hold.lasting().map(draft.now()::plus), reason));
    }

    /** A clause. */
    private static String whatFollows(Draft draft) {
        return draft.pin()
                .map(pin -> ", and no other is promoted " + until(pin))
                .orElse("");
    }

    static void unpin(Draft draft, RunCommand.Unpin command) {
        draft.unpin();
        draft.remark(Sentence.because(
                "The champion is pinned no longer, and the next candidate that is measured decides", command.reason()));
    }

    /** Its time is over, unless it was pinned again since. */
    static void due(Draft draft, RunEvent.TimerFired fired) {
        draft.pin()
                .filter(pin -> OrderIds.pin(draft.run(), pin).equals(fired.orderId()))
                .ifPresent(pin -> {
                    draft.unpin();
                    draft.remark("The time that the champion was pinned for is over, and the next candidate that is"
                            + " measured decides.");
                });
    }

    /** Why nothing is promoted now, one sentence, if it is so. */
    static Optional<String> whyNothingIsPromoted(Optional<Pin> pin) {
        return pin.map(one -> "The champion is pinned, and no other is promoted %s.".formatted(until(one)));
    }

    private static String until(Pin pin) {
        return pin.until()
                .map(end -> "until %s or it is unpinned".formatted(end.truncatedTo(ChronoUnit.SECONDS)))
                .orElse("until it is unpinned");
    }
}
