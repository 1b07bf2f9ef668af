package dev.limbeck.evaluator.metric;

import dev.limbeck.contract.event.Comparison;
import dev.limbeck.contract.event.Comparison.ByRecord;
import dev.limbeck.contract.event.Comparison.ClassComparison;
import dev.limbeck.contract.event.PairedDifferences;
import dev.limbeck.contract.event.Reference;
import dev.limbeck.contract.task.Task;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Sets two networks against each other, record by record, on one held-out set.
 *
 * @param reference what counts as right there
 * @param truth the class of each record by the reference, of a task that has classes; empty where it says nothing
 */
public record RecordComparison(Task task, Reference reference, List<OptionalInt> truth) {
    public RecordComparison {
        truth = List.copyOf(truth);
    }

    /** @throws IllegalArgumentException when they are not of the same set */
    public Comparison of(RecordValues first, RecordValues second) {
        if (first.size() != truth.size() || second.size() != truth.size()) {
            throw new IllegalArgumentException(
                    "%d and %d values of %d records".formatted(first.size(), second.size(), truth.size()));
        }
        if (task.marks() == 1) {
            return new Comparison(
                    byLabel(() -> PairedOutcomes.of(first.byHardLabel(), second.byHardLabel())),
                    PairedOutcomes.of(first.byTeacher(), second.byTeacher()),
                    perClass(first, second));
        }
        return new Comparison(new ByRecord(
                byLabel(() -> differences(first.byHardLabel(), second.byHardLabel())),
                differences(first.byTeacher(), second.byTeacher())));
    }

    private <T> Optional<T> byLabel(Supplier<T> compared) {
        return reference == Reference.HARD_LABEL ? Optional.of(compared.get()) : Optional.empty();
    }

    private PairedDifferences differences(double[] first, double[] second) {
        return PairedDifferences.between(first, second, task.marks());
    }

    private List<ClassComparison> perClass(RecordValues first, RecordValues second) {
        return reference == Reference.HARD_LABEL
                ? PairedOutcomes.perClass(truth, first::byHardLabel, second::byHardLabel)
                : PairedOutcomes.perClass(truth, first::byTeacher, second::byTeacher);
    }
}
