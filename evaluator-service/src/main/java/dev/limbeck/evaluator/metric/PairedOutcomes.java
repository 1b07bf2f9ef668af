package dev.limbeck.evaluator.metric;

import dev.limbeck.contract.event.Comparison.ClassComparison;
import dev.limbeck.contract.event.PairedCounts;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

/**
 * Two networks on the same examples, by which of them is right. On examples that both get right or wrong there is
 * nothing to choose between them, so a test on the others sees smaller differences than one on two accuracies (McNemar
 * 1947, doi:10.1007/BF02295996).
 */
public final class PairedOutcomes {
    private long bothRight;
    private long wins;
    private long losses;
    private long bothWrong;

    /** @param first and second: in order, each 0 or 1 */
    public static PairedCounts of(double[] first, double[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(
                    "%d values of one network and %d of the other".formatted(first.length, second.length));
        }
        var outcomes = new PairedOutcomes();
        for (int i = 0; i < first.length; i++) {
            outcomes.add(first[i] == 1, second[i] == 1);
        }
        return outcomes.counts();
    }

    /**
     * One for each class that is the truth of some example, in order.
     *
     * @param truth by example; those without one are passed over
     * @param first and second: by example, each 0 or 1
     */
    public static List<ClassComparison> perClass(
            List<OptionalInt> truth, IntToDoubleFunction first, IntToDoubleFunction second) {
        SortedMap<Integer, PairedOutcomes> byClass = new TreeMap<>();
        for (int i = 0; i < truth.size(); i++) {
            if (truth.get(i).isPresent()) {
                byClass.computeIfAbsent(truth.get(i).getAsInt(), unseen -> new PairedOutcomes())
                        .add(first.applyAsDouble(i) == 1, second.applyAsDouble(i) == 1);
            }
        }
        return byClass.entrySet().stream()
                .map(entry ->
                        new ClassComparison(entry.getKey(), entry.getValue().counts()))
                .toList();
    }

    public void add(boolean firstIsRight, boolean secondIsRight) {
        if (firstIsRight) {
            bothRight += secondIsRight ? 1 : 0;
            wins += secondIsRight ? 0 : 1;
        } else {
            losses += secondIsRight ? 1 : 0;
            bothWrong += secondIsRight ? 0 : 1;
        }
    }

    /** Of what was added so far. */
    public PairedCounts counts() {
        return new PairedCounts(bothRight, wins, losses, bothWrong);
    }
}
