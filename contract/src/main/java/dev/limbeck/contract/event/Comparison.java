package dev.limbeck.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The candidate beside another network, example by example.
 *
 * @param byHardLabel over the labelled examples; absent where there are none
 * @param byTeacher over all examples, right being what the teacher says
 * @param perClass by the report's {@link Reference}, one for each class that has examples, or those that matter most
 * @param classesInAll how many classes have examples; absent where {@code perClass} has all of them
 */
public record Comparison(
        Optional<PairedCounts> byHardLabel,
        PairedCounts byTeacher,
        List<ClassComparison> perClass,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> classesInAll) {
    public Comparison {
        perClass = List.copyOf(perClass);
    }

    /** With all classes that have examples. */
    public Comparison(Optional<PairedCounts> byHardLabel, PairedCounts byTeacher, List<ClassComparison> perClass) {
        this(byHardLabel, byTeacher, perClass, Optional.empty());
    }

    public record ClassComparison(int label, PairedCounts counts) {}

    /** How many classes have examples, told of here or not. */
    public int classes() {
        return classesInAll.orElse(perClass.size());
    }

    /** Told only of the classes among which the one is that the candidate has lost most on, whatever may be lost. */
    public Comparison greatestLosses() {
        return only(GreatestLosses.of(perClass)::contains);
    }

    /** Told of these classes only. */
    public Comparison only(Predicate<ClassComparison> which) {
        var kept = perClass.stream().filter(which).toList();
        return kept.size() == perClass.size()
                ? this
                : new Comparison(byHardLabel, byTeacher, kept, Optional.of(classes()));
    }
}
