package dev.limbeck.orchestrator.view;

import dev.limbeck.contract.status.PartStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A point of a part's charts.
 *
 * @param terms values of the objective's terms by name, before weighting
 * @param labelled by all replicas of the teacher since they started: less than before when one is gone
 * @param trained records of the newest step and all before it
 * @param lag of all replicas
 * @param watched promoted students on the live stream, of the watch
 */
public record Sample(
        Instant at,
        String part,
        OptionalLong step,
        OptionalDouble loss,
        SortedMap<String, Double> terms,
        OptionalLong labelled,
        OptionalLong trained,
        long lag,
        List<WatchedSample> watched) {
    public Sample {
        terms = Collections.unmodifiableSortedMap(new TreeMap<>(terms));
        watched = List.copyOf(watched);
    }

    /** @param replicas of one part, at least one: several teachers add up, and of students the newest counts */
    static Sample of(List<PartStatus> replicas) {
        var newest = replicas.stream().max(Comparator.comparing(PartStatus::at)).orElseThrow();
        var student = newest.student();
        var teachers =
                replicas.stream().flatMap(part -> part.teacher().stream()).toList();
        return new Sample(
                newest.at(),
                newest.part(),
                student.map(one -> OptionalLong.of(one.step())).orElse(OptionalLong.empty()),
                student.map(one -> one.loss()).orElse(OptionalDouble.empty()),
                student.map(one -> one.terms()).orElseGet(Collections::emptySortedMap),
                teachers.isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(teachers.stream()
                                .mapToLong(one -> one.labelled())
                                .sum()),
                student.map(one -> OptionalLong.of(one.ledger().trained())).orElse(OptionalLong.empty()),
                student.map(one -> one.lag())
                        .orElseGet(() ->
                                teachers.stream().mapToLong(one -> one.lag()).sum()),
                WatchedSample.of(replicas));
    }
}
