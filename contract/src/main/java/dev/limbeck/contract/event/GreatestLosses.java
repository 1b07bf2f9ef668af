package dev.limbeck.contract.event;

import dev.limbeck.contract.event.Comparison.ClassComparison;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The few classes among which the one is that a candidate has lost most on, whatever loss is allowed: of 100,000
 * classes a guard over each needs to know no others.
 *
 * <p>Of two classes with as many wins, the one with no more examples and no fewer losses speaks at least as loudly
 * against the candidate, in any one-sided test of a bounded loss: a further loss can only lower its p-value, a further
 * example that both networks are right or wrong on can only raise it. So the other one is not needed. Of N held-out
 * examples, no more than about N^(2/3) classes remain.
 */
final class GreatestLosses {
    private static final Comparator<ClassComparison> LOUDEST_FIRST = Comparator.comparingLong(
                    (ClassComparison one) -> one.counts().examples())
            .thenComparing(Comparator.comparingLong(
                            (ClassComparison one) -> one.counts().losses())
                    .reversed())
            .thenComparingInt(ClassComparison::label);

    private GreatestLosses() {}

    static Set<ClassComparison> of(List<ClassComparison> classes) {
        Map<Long, Long> mostLostByWins = new HashMap<>();
        var needed = new HashSet<ClassComparison>();
        for (var one : classes.stream().sorted(LOUDEST_FIRST).toList()) {
            long lost = one.counts().losses();
            if (lost > mostLostByWins.getOrDefault(one.counts().wins(), -1L)) {
                mostLostByWins.put(one.counts().wins(), lost);
                needed.add(one);
            }
        }
        return needed;
    }
}
