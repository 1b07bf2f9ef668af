package dev.limbeck.orchestrator.gate;

import dev.limbeck.contract.event.Comparison;
import dev.limbeck.contract.event.Evidence.PairedTest;
import dev.limbeck.contract.event.PairedCounts;
import dev.limbeck.contract.event.Reference;
import dev.limbeck.contract.run.PromotionSpec;

/** Puts what is declared to the candidate's comparison with the champion. */
record ChampionTest(PromotionSpec spec) {
    private static final double INTERVAL_ERROR = 0.05;

    /** @return without examples where none can be judged by the reference */
    PairedCounts counts(Comparison comparison, Reference reference) {
        return switch (reference) {
            case HARD_LABEL -> comparison.byHardLabel().orElse(new PairedCounts(0, 0, 0, 0));
            case TEACHER -> comparison.byTeacher();
        };
    }

    /** @param comparison its number in the run, the first being 1 */
    PairedTest run(PairedCounts counts, Reference reference, long comparison) {
        double level = new AlphaSpending(spec.alpha()).level(comparison);
        double pValue = new ExactPairedTest(-spec.margin(), level).pValue(counts);
        var interval = DifferenceInterval.of(counts, INTERVAL_ERROR);
        return new PairedTest(
                spec.hypothesis(),
                reference,
                comparison,
                counts,
                spec.margin(),
                pValue,
                level,
                interval.low(),
                interval.high());
    }
}
