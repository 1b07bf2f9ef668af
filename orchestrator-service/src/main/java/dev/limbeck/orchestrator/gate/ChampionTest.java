package dev.limbeck.orchestrator.gate;

import dev.limbeck.contract.event.Evidence.PairedTest;
import dev.limbeck.contract.event.PairedDifferences;
import dev.limbeck.contract.event.Reference;
import dev.limbeck.contract.run.PromotionSpec;
import java.util.Optional;

/** Puts what is declared to the candidate's comparison with the champion. */
record ChampionTest(PromotionSpec spec) {
    private static final double INTERVAL_ERROR = 0.05;

    /** @param comparison its number in the run, the first being 1 */
    PairedTest run(Pairing pairing, Reference reference, long comparison) {
        double level = new AlphaSpending(spec.alpha()).level(comparison);
        var test = DifferenceTest.of(pairing.differences(), -spec.margin(), level);
        var interval = test.interval(INTERVAL_ERROR);
        return new PairedTest(
                spec.hypothesis(),
                reference,
                comparison,
                pairing.counts(),
                spec.margin(),
                test.pValue(),
                level,
                interval.low(),
                interval.high(),
                pairing.counts().isPresent()
                        ? Optional.<PairedDifferences>empty()
                        : Optional.of(pairing.differences()));
    }
}
