package dev.limbeck.contract.event;

import java.util.List;
import java.util.Optional;

/**
 * The candidate beside another network, example by example.
 *
 * @param byHardLabel over the labelled examples; absent where there are none
 * @param byTeacher over all examples, right being what the teacher says
 * @param perClass by the report's {@link Reference}, one for each class that has examples
 */
public record Comparison(Optional<PairedCounts> byHardLabel, PairedCounts byTeacher, List<ClassComparison> perClass) {
    public Comparison {
        perClass = List.copyOf(perClass);
    }

    public record ClassComparison(int label, PairedCounts counts) {}
}
