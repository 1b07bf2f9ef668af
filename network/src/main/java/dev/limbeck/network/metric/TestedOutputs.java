package dev.limbeck.network.metric;

import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.metric.Metric;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * What a network said of the examples of a set, and what there is to hold it against.
 *
 * @param task that outputs and labels fit
 * @param outputs at least one, all finite
 * @param teacher outputs of the same examples
 * @param hardLabels of the same examples; empty where nobody knows
 */
public record TestedOutputs(
        Task task, List<Output> outputs, List<Output> teacher, List<Optional<HardLabel>> hardLabels) {
    /** @throws IllegalArgumentException when they are not of the same examples, or of none */
    public TestedOutputs {
        outputs = List.copyOf(outputs);
        teacher = List.copyOf(teacher);
        hardLabels = List.copyOf(hardLabels);
        if (outputs.isEmpty() || teacher.size() != outputs.size() || hardLabels.size() != outputs.size()) {
            throw new IllegalArgumentException("%d outputs are held against %d of the teacher and %d hard labels"
                    .formatted(outputs.size(), teacher.size(), hardLabels.size()));
        }
    }

    /** One with a hard label. */
    record Labelled<L extends HardLabel>(Output output, L label) {}

    /** Those with a hard label, in order; all of them are of the task's kind. */
    <L extends HardLabel> List<Labelled<L>> labelled(Class<L> kind) {
        var labelled = new ArrayList<Labelled<L>>();
        for (int i = 0; i < outputs.size(); i++) {
            if (hardLabels.get(i).isPresent()) {
                labelled.add(new Labelled<>(
                        outputs.get(i), kind.cast(hardLabels.get(i).get())));
            }
        }
        return labelled;
    }

    /** What each example is worth by its hard label; no number where it has none. */
    public double[] values() {
        return IntStream.range(0, outputs.size())
                .mapToDouble(i -> hardLabels
                        .get(i)
                        .map(label -> task.value(label, outputs.get(i)))
                        .orElse(Double.NaN))
                .toArray();
    }

    /** What each example is worth by the teacher. */
    public double[] valuesByTeacher() {
        return comparedWithTeacher(task::valueByTeacher);
    }

    double[] comparedWithTeacher(ToDoubleBiFunction<Output, Output> teacherAndOutput) {
        return IntStream.range(0, outputs.size())
                .mapToDouble(i -> teacherAndOutput.applyAsDouble(teacher.get(i), outputs.get(i)))
                .toArray();
    }

    /** What is measured of every task: the mean value by hard labels, where there are some, and by the teacher. */
    SortedMap<String, Measured> means() {
        var metrics = new TreeMap<String, Measured>();
        Estimate.ofValues(task, values())
                .ifPresent(mean -> metrics.put(task.judged().name(), mean));
        Estimate.ofValues(task, valuesByTeacher())
                .ifPresent(mean -> metrics.put(Metric.TEACHER_AGREEMENT.name(), mean));
        return metrics;
    }
}
