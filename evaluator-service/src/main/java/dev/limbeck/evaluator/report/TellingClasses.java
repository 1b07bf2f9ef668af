package dev.limbeck.evaluator.report;

import dev.limbeck.contract.event.Comparison;
import dev.limbeck.contract.event.Comparison.ClassComparison;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.PairedCounts;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which classes a report that is sent tells of, where there are more than it has room for: all that a guard over every
 * class may have to look at, then those on which the candidate gets most examples wrong that the champion gets right,
 * then those on which it gets most wrong.
 */
final class TellingClasses {
    private TellingClasses() {}

    /** @param most classes that there is room for; what a guard needs is told of all the same */
    static EvaluationReport bounded(EvaluationReport whole, int most) {
        var all = labels(whole);
        if (all.size() <= most) {
            return whole;
        }
        var told = whole.againstChampion().map(Comparison::greatestLosses).stream()
                .flatMap(against -> against.perClass().stream())
                .map(ClassComparison::label)
                .collect(Collectors.toCollection(HashSet::new));
        all.removeAll(told);
        byWeight(whole, all).limit(Math.max(0, most - told.size())).forEach(told::add);
        return whole.only(told::contains);
    }

    private static Set<Integer> labels(EvaluationReport whole) {
        return Stream.of(
                        whole.candidate().breakdown().classes().boxed(),
                        whole.againstTeacher().perClass().stream().map(ClassComparison::label),
                        whole.heldOut().balance().keySet().stream())
                .flatMap(labels -> labels)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Stream<Integer> byWeight(EvaluationReport whole, Collection<Integer> all) {
        var lost = counts(
                whole.againstChampion().map(Comparison::perClass).orElse(List.of()),
                counts -> counts.losses() - counts.wins());
        var wrong = counts(whole.againstTeacher().perClass(), counts -> counts.losses() + counts.bothWrong());
        Comparator<Integer> byLoss = Comparator.comparingLong(label -> -Math.max(0, lost.getOrDefault(label, 0L)));
        return all.stream()
                .sorted(byLoss.thenComparingLong(label -> -wrong.getOrDefault(label, 0L))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static Map<Integer, Long> counts(List<ClassComparison> classes, ToLongFunction<PairedCounts> count) {
        var counts = new HashMap<Integer, Long>();
        classes.forEach(one -> counts.put(one.label(), count.applyAsLong(one.counts())));
        return counts;
    }
}
