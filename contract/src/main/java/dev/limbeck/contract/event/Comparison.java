package dev.limbeck.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The candidate beside another network, example by example. Where a network is not just right or wrong on an example,
 * but has a value, that is what they are compared by, and the counts are of no examples.
 *
 * @param byHardLabel over the labelled examples; absent where there are none
 * @param byTeacher over all examples, right being what the teacher says
 * @param perClass by the report's {@link Reference}, one for each class that has examples, or those that matter most
 * @param classesInAll how many classes have examples; absent where {@code perClass} has all of them
 * @param byRecord by each example's value; absent where networks are right or wrong
 */
public record Comparison(
        Optional<PairedCounts> byHardLabel,
        PairedCounts byTeacher,
        List<ClassComparison> perClass,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> classesInAll,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<ByRecord> byRecord) {
    public Comparison {
        perClass = List.copyOf(perClass);
    }

    /** Of networks that are right or wrong, with all classes that have examples. */
    public Comparison(Optional<PairedCounts> byHardLabel, PairedCounts byTeacher, List<ClassComparison> perClass) {
        this(byHardLabel, byTeacher, perClass, Optional.empty(), Optional.empty());
    }

    /** Of networks that have a value on each example. */
    public Comparison(ByRecord byRecord) {
        this(Optional.empty(), PairedCounts.NONE, List.of(), Optional.empty(), Optional.of(byRecord));
    }

    public record ClassComparison(int label, PairedCounts counts) {}

    /**
     * By the value that each example has with either network, whatever its parts are: those of one example, as the tokens
     * of a text, are not independent of each other.
     *
     * @param byHardLabel over the labelled examples; absent where there are none
     * @param byTeacher over all examples, 1 being what the teacher says
     */
    public record ByRecord(Optional<PairedDifferences> byHardLabel, PairedDifferences byTeacher) {}

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
                : new Comparison(byHardLabel, byTeacher, kept, Optional.of(classes()), byRecord);
    }
}
