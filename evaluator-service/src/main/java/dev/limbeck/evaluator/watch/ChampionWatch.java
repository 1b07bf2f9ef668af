package dev.limbeck.evaluator.watch;

import dev.limbeck.contract.event.PairedCounts;
import dev.limbeck.contract.event.PairedDifferences;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.metric.Metric;
import dev.limbeck.contract.task.Task;
import dev.limbeck.evaluator.drift.LookBudget;
import dev.limbeck.evaluator.metric.PairedOutcomes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether one champion holds on the live stream what it promised on the held-out set: how much it agrees with the
 * teacher, on examples that were labelled after it was promoted and so never trained it (prequential: tested first;
 * Dawid, <i>Statistical theory: the prequential approach</i>, Journal of the Royal Statistical Society A 147(2), 1984,
 * doi:10.2307/2981683).
 *
 * <p>A promise is itself measured on a sample. Half of alpha goes into its lower confidence bound, the other half is spent
 * over windows that do not overlap, each tested against that bound by the one-sided {@link MeanTest}. A fall is said once.
 */
final class ChampionWatch {
    private final Task task;
    private final MeanTest test;
    private final int window;
    private final double atLeast;
    private final LookBudget budget;

    private int examples;
    private double agreement;
    private boolean fallen;
    private final List<Double> withPrevious = new ArrayList<>();
    private final List<Double> previously = new ArrayList<>();

    /**
     * @param promised agreement on the held-out set
     * @param heldOut examples that it was measured on, at least
     * @param window examples that are tested at once
     * @param alpha probability of ever taking a champion that holds its promise for a fallen one
     */
    ChampionWatch(Task task, double promised, long heldOut, int window, double alpha) {
        this.task = task;
        this.test = new MeanTest(task.marks() == 1);
        this.window = window;
        // A promise that is no number is none, as that of a score from before it was measured.
        this.atLeast = test.lowerBound(promised, heldOut, alpha / 2);
        this.budget = new LookBudget(alpha / 2);
    }

    /** How many held-out examples a score is known to be on. */
    static long examplesBehind(Score score, int minExamples) {
        return Math.max(
                minExamples,
                score.metric(Metric.TEACHER_AGREEMENT).map(Measured::examples).orElse(0L));
    }

    /** Agreement that it has to have at least. */
    double atLeast() {
        return atLeast;
    }

    /**
     * @param againstPrevious beside the champion before it, right being what the teacher says; empty where that one did not
     *     see all of the same examples
     * @param differencesFromPrevious the same of networks that are not just right or wrong
     */
    record Fall(
            int examples,
            double agreement,
            double pValue,
            Optional<PairedCounts> againstPrevious,
            Optional<PairedDifferences> differencesFromPrevious) {}

    /**
     * @param agrees how much it agrees with the teacher on the example, in [0, 1]
     * @param previousAgrees how much the champion before it does
     * @return the fall that this example's window gives away, if it is full and does
     */
    Optional<Fall> add(double agrees, OptionalDouble previousAgrees) {
        if (fallen) {
            return Optional.empty();
        }
        examples++;
        agreement += agrees;
        previousAgrees.ifPresent(previous -> {
            withPrevious.add(agrees);
            previously.add(previous);
        });
        if (examples < window) {
            return Optional.empty();
        }
        double pValue = test.pValueOfLess(examples, agreement, atLeast);
        fallen = pValue <= budget.next();
        var fall = fallen ? Optional.of(fall(pValue)) : Optional.<Fall>empty();
        examples = 0;
        agreement = 0;
        withPrevious.clear();
        previously.clear();
        return fall;
    }

    private Fall fall(double pValue) {
        boolean sawAll = withPrevious.size() == examples;
        double[] own = array(withPrevious);
        double[] before = array(previously);
        return new Fall(
                examples,
                agreement / examples,
                pValue,
                sawAll && test.isZeroOrOne() ? Optional.of(PairedOutcomes.of(own, before)) : Optional.empty(),
                sawAll && !test.isZeroOrOne()
                        ? Optional.of(PairedDifferences.between(own, before, task.marks()))
                        : Optional.empty());
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
