package dev.limbeck.evaluator.metric;

import dev.limbeck.contract.event.Comparison.ClassComparison;
import dev.limbeck.contract.event.PairedCounts;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

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

    /**
     * @param truth of the same examples; those without one are passed over
     * @throws IllegalArgumentException when they are not of the same examples
     */
    public static PairedCounts of(TopClasses first, TopClasses second, List<OptionalInt> truth) {
        var outcomes = new PairedOutcomes();
        perClass(first, second, truth).forEach(comparison -> outcomes.add(comparison.counts()));
        return outcomes.counts();
    }

    /** One for each class that is the truth of some example, in order. */
    public static List<ClassComparison> perClass(TopClasses first, TopClasses second, List<OptionalInt> truth) {
        if (first.size() != truth.size() || second.size() != truth.size()) {
            throw new IllegalArgumentException(
                    "%d and %d predictions for %d examples".formatted(first.size(), second.size(), truth.size()));
        }
        SortedMap<Integer, PairedOutcomes> byClass = new TreeMap<>();
        for (int i = 0; i < truth.size(); i++) {
            if (truth.get(i).isPresent()) {
                int label = truth.get(i).getAsInt();
                byClass.computeIfAbsent(label, unseen -> new PairedOutcomes())
                        .add(first.at(i) == label, second.at(i) == label);
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

    private void add(PairedCounts counts) {
        bothRight += counts.bothRight();
        wins += counts.wins();
        losses += counts.losses();
        bothWrong += counts.bothWrong();
    }

    /** Of what was added so far. */
    public PairedCounts counts() {
        return new PairedCounts(bothRight, wins, losses, bothWrong);
    }
}
