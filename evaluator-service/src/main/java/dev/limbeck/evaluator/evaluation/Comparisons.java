package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.event.Comparison;
import dev.limbeck.contract.event.Reference;
import dev.limbeck.evaluator.heldout.HeldOutSet;
import dev.limbeck.evaluator.metric.PairedOutcomes;
import java.util.Optional;

/** Sets two networks against each other, example by example. */
final class Comparisons {
    private Comparisons() {}

    /** @param heldOut on which both were measured */
    static Comparison of(Scored candidate, Scored other, HeldOutSet heldOut) {
        var first = candidate.predictions();
        var second = other.predictions();
        return new Comparison(
                heldOut.reference() == Reference.HARD_LABEL
                        ? Optional.of(PairedOutcomes.of(first, second, heldOut.hardLabels()))
                        : Optional.empty(),
                PairedOutcomes.of(first, second, heldOut.teachersChoices()),
                PairedOutcomes.perClass(first, second, heldOut.truth()));
    }
}
