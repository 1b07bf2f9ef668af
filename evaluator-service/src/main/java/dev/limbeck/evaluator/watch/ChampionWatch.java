package dev.limbeck.evaluator.watch;

import dev.limbeck.contract.event.PairedCounts;
import dev.limbeck.contract.event.Score;
import dev.limbeck.evaluator.drift.LookBudget;
import dev.limbeck.evaluator.metric.PairedOutcomes;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.BinomialTest;

/**
 * Whether one champion holds on the live stream what it promised on the held-out set: how often it agrees with the
 * teacher, on examples that were labelled after it was promoted and so never trained it (prequential: tested first;
 * Dawid, <i>Statistical theory: the prequential approach</i>, Journal of the Royal Statistical Society A 147(2), 1984,
 * doi:10.2307/2981683).
 *
 * <p>A promise is itself measured on a sample. Half of alpha goes into its lower confidence bound (Clopper and Pearson,
 * Biometrika 26(4), 1934, doi:10.1093/biomet/26.4.404), the other half is spent over windows that do not overlap, each
 * tested against that bound by the exact one-sided binomial test. A fall is said once.
 */
final class ChampionWatch {
    private static final BinomialTest LESS = BinomialTest.withDefaults().with(AlternativeHypothesis.LESS_THAN);

    private final int window;
    private final double atLeast;
    private final LookBudget budget;

    private int examples;
    private int agreements;
    private boolean fallen;
    private PairedOutcomes besidePrevious = new PairedOutcomes();

    /**
     * @param promised agreement on the held-out set
     * @param heldOut examples that it was measured on, at least
     * @param window examples that are tested at once
     * @param alpha probability of ever taking a champion that holds its promise for a fallen one
     */
    ChampionWatch(double promised, long heldOut, int window, double alpha) {
        this.window = window;
        this.atLeast = lowerBound(promised, heldOut, alpha / 2);
        this.budget = new LookBudget(alpha / 2);
    }

    /** How many held-out examples a score is known to be on. */
    static long examplesBehind(Score score, int minExamples) {
        return Math.max(
                minExamples,
                score.reliability().stream()
                        .mapToLong(Score.CalibrationBin::count)
                        .sum());
    }

    private static double lowerBound(double promised, long heldOut, double level) {
        double agreed = Math.rint(promised * heldOut);
        // A promise that is no number is none, as that of a score from before it was measured.
        return agreed > 0 ? BetaDistribution.of(agreed, heldOut - agreed + 1).inverseCumulativeProbability(level) : 0;
    }

    /** Agreement that it has to have at least. */
    double atLeast() {
        return atLeast;
    }

    /** @param againstPrevious empty where the champion before it did not see all of the same examples */
    record Fall(int examples, double agreement, double pValue, Optional<PairedCounts> againstPrevious) {}

    /**
     * @param agrees whether it says what the teacher says
     * @param previousAgrees whether the champion before it does
     * @return the fall that this example's window gives away, if it is full and does
     */
    Optional<Fall> add(boolean agrees, Optional<Boolean> previousAgrees) {
        if (fallen) {
            return Optional.empty();
        }
        examples++;
        agreements += agrees ? 1 : 0;
        previousAgrees.ifPresent(previous -> besidePrevious.add(agrees, previous));
        if (examples < window) {
            return Optional.empty();
        }
        double pValue = LESS.test(examples, agreements, atLeast).getPValue();
        fallen = pValue <= budget.next();
        var fall = fallen
                ? Optional.of(new Fall(examples, (double) agreements / examples, pValue, againstPrevious()))
                : Optional.<Fall>empty();
        examples = agreements = 0;
        besidePrevious = new PairedOutcomes();
        return fall;
    }

    private Optional<PairedCounts> againstPrevious() {
        return Optional.of(besidePrevious.counts()).filter(counts -> counts.examples() == examples);
    }
}
