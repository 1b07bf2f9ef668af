package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.lifecycle.Observations;
import dev.limbeck.contract.lifecycle.Observations.Drift;
import dev.limbeck.contract.lifecycle.RunEvent.DriftDetected;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.run.DriftSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What follows from a stream that is not what it was. What follows from one drift needs examples to show, so another
 * that comes within the cooldown has no consequence; nor has one that comes so early in a generation after the first.
 * And no generation begins because of drift before a run has had a champion: students of the present one go on learning
 * from the stream as it is now, while those of the next would begin from scratch.
 */
final class Drifting {
    private static final int REMEMBERED = 16;

    private Drifting() {}

    static void detected(Draft draft, DriftDetected drift) {
        boolean ofNow = drift.generation() == draft.generation().number()
                && draft.active().isDistilling();
        if (!ofNow || isKnown(draft, drift)) {
            return;
        }
        var whyNot = whyNothingFollows(draft, drift);
        boolean told = isToldOf(draft, drift);
        remember(draft, new Drift(drift, whyNot.isEmpty()));
        if (whyNot.isEmpty()) {
            follow(draft, describe(drift));
        } else if (!told) {
            draft.remark("%s Nothing follows: %s".formatted(describe(drift), whyNot.get()));
        }
    }

    private static Optional<String> whyNothingFollows(Draft draft, DriftDetected drift) {
        if (isWithinCooldown(draft, drift)) {
            return Optional.of("it is within %d examples of what came before."
                    .formatted(spec(draft).cooldown()));
        }
        boolean wouldForgetAll = spec(draft).action() == DriftSpec.Action.REDISTIL
                && draft.champion().isEmpty();
        return wouldForgetAll
                ? Optional.of("no student was promoted yet, so another generation would begin with nothing of what"
                        + " this one has learnt.")
                : Optional.empty();
    }

    private static void follow(Draft draft, String drift) {
        switch (spec(draft).action()) {
            case REDISTIL -> {
                if (draft.active() == RunPhase.DRAINING) {
                    draft.remark(drift + " The run drains, so no generation begins.");
                } else {
                    Teaching.beginGeneration(draft, drift);
                }
            }
            case RAISE_LEARNING_RATE -> LargerSteps.begin(draft, spec(draft).learningRateFactor(), drift);
            case NOTIFY -> draft.remark(drift);
        }
    }

    private static boolean isKnown(Draft draft, DriftDetected drift) {
        return drifts(draft).stream()
                .map(Drift::detected)
                .anyMatch(one -> one.signal() == drift.signal()
                        && one.examples() == drift.examples()
                        && one.position().equals(drift.position()));
    }

    private static boolean isWithinCooldown(Draft draft, DriftDetected drift) {
        long cooldown = spec(draft).cooldown();
        return lastFollowed(draft)
                .map(last -> since(last.detected(), drift) < cooldown)
                .orElse(draft.generation().number() > 1 && drift.examples() < cooldown);
    }

    /** Whoever takes over a watch counts from its beginning. */
    private static long since(DriftDetected earlier, DriftDetected later) {
        return later.examples() >= earlier.examples() ? later.examples() - earlier.examples() : later.examples();
    }

    private static boolean isToldOf(Draft draft, DriftDetected drift) {
        var drifts = drifts(draft);
        int from = lastFollowed(draft).map(drifts::indexOf).orElse(-1) + 1;
        return drifts.subList(from, drifts.size()).stream()
                .anyMatch(one -> one.detected().signal() == drift.signal());
    }

    private static Optional<Drift> lastFollowed(Draft draft) {
        return draft.generation().observations().lastFollowed();
    }

    private static void remember(Draft draft, Drift drift) {
        var drifts = new ArrayList<>(drifts(draft));
        drifts.add(drift);
        if (drifts.size() > REMEMBERED) {
            drifts.remove(
                    drifts.stream().filter(one -> !one.followed()).findFirst().orElse(drifts.get(0)));
        }
        var before = draft.generation().observations();
        // A loss that was lowest on another stream is nothing to be measured by.
        var losses = drift.followed() ? new TreeMap<String, Observations.LowestLoss>() : before.losses();
        draft.generation(draft.generation().observing(before.with(drifts, losses)));
    }

    private static List<Drift> drifts(Draft draft) {
        return draft.generation().observations().drifts();
    }

    private static DriftSpec spec(Draft draft) {
        return draft.declaration().spec().watch().drift();
    }

    private static String describe(DriftDetected drift) {
        return String.format(
                Locale.ROOT,
                "The stream drifted: %s went from %.4g to %.4g, noticed by %s after %d examples.",
                switch (drift.signal()) {
                    case INPUT -> "a feature of the inputs";
                    case TEACHER_ENTROPY -> "the teacher's mean entropy";
                    case LABEL_MIX -> "the share of a class in what the teacher says";
                    case DISAGREEMENT -> "the champion's disagreement with the teacher";
                },
                drift.before(),
                drift.after(),
                drift.detector(),
                drift.examples());
    }
}
