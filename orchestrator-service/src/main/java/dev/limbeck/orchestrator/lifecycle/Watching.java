package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.Observations.Fall;
import dev.limbeck.contract.lifecycle.RunEvent.ChampionFell;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.run.ChampionWatchSpec;
import dev.limbeck.orchestrator.gate.DifferenceTest;
import java.util.Locale;
import java.util.Optional;

/**
 * A champion that does not hold what it promised. The one before takes its place only where it does better on the same
 * examples: where both fell, the stream has changed, not the champion. Nothing comes and goes: one that was rolled back
 * from never comes back by itself, and one that came back stays until another is promoted.
 */
final class Watching {
    private Watching() {}

    static void fell(Draft draft, RunState state, ChampionFell fell) {
        boolean isChampion = draft.champion().equals(Optional.of(fell.checkpointDigest()));
        if (!isChampion
                || fell.generation() != draft.generation().number()
                || draft.phase().isFinal()
                || Championing.isUnderWay(draft)) {
            return;
        }
        var known = known(draft, fell.checkpointDigest());
        if (known.equals(Optional.of(Fall.ROLLED_BACK))) {
            return;
        }
        var stays = whyItStays(draft, state.previousChampion(), fell);
        if (stays.isEmpty()) {
            note(draft, fell, Fall.ROLLED_BACK);
            draft.remark(describe(fell) + " The one before does better on the same examples.");
            Championing.rollBack(draft, state.previousChampion().orElseThrow(), "", Optional.empty());
        } else if (known.isEmpty()) {
            note(draft, fell, Fall.NOTED);
            draft.remark(describe(fell) + " It stays: " + stays.get());
        }
    }

    private static Optional<String> whyItStays(Draft draft, Optional<Champion> previous, ChampionFell fell) {
        var spec = draft.declaration().spec().watch().champion();
        if (spec.action() == ChampionWatchSpec.Action.NOTIFY) {
            return Optional.of("only a line of history is asked for.");
        } else if (draft.pin().isPresent()) {
            return Optional.of("it is pinned.");
        } else if (!draft.isNewestChampion(fell.checkpointDigest())) {
            return Optional.of("it came back by a rollback, and no student was promoted since.");
        } else if (previous.isEmpty()) {
            return Optional.of("there is none before it to go back to.");
        } else if (fell.besidePrevious().isEmpty()) {
            return Optional.of("the one before was not seen on the same examples.");
        }
        var previousAgainst = fell.besidePrevious().get().reversed();
        double pValue = DifferenceTest.of(previousAgainst, 0, spec.alpha()).pValue();
        return pValue <= spec.alpha()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "the one before does not do better on the same examples (p = %.3g), so it is the stream that"
                                + " has changed.",
                        pValue));
    }

    private static Optional<Fall> known(Draft draft, String digest) {
        return draft.generations().stream()
                .flatMap(one -> Optional.ofNullable(one.observations().falls().get(digest)).stream())
                .reduce((older, newer) -> newer == Fall.NOTED ? older : newer);
    }

    private static void note(Draft draft, ChampionFell fell, Fall what) {
        var generation = draft.generation();
        draft.generation(generation.observing(generation.observations().with(fell.checkpointDigest(), what)));
    }

    private static String describe(ChampionFell fell) {
        return String.format(
                Locale.ROOT,
                "The champion fell: it agrees with the teacher on %.2f %% of %d examples, and promised %.2f %% (p ="
                        + " %.3g).",
                100 * fell.agreement(),
                fell.examples(),
                100 * fell.promised(),
                fell.pValue());
    }
}
