package dev.limbeck.teacher.training;

import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.task.Task;
import dev.limbeck.dataset.LabelledSet;
import dev.limbeck.network.metric.TaskMetrics;
import dev.limbeck.network.metric.TestedOutputs;
import dev.limbeck.network.objective.Objective;
import dev.limbeck.network.objective.ReferenceObjective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * How well a network does on a labelled set.
 *
 * @param loss what it is trained to minimise, mean over the examples
 * @param tested its outputs, held against hard labels alone
 */
record TeacherScore(double loss, TestedOutputs tested) {
    private static final int AT_ONCE = 64;

    static TeacherScore of(Task task, Function<List<Inputs>, List<Output>> network, LabelledSet set) {
        var outputs = new ArrayList<Output>();
        var labels = new ArrayList<Optional<HardLabel>>();
        for (int from = 0; from < set.size(); from += AT_ONCE) {
            outputs.addAll(network.apply(set.inputs(from, AT_ONCE)));
        }
        for (int i = 0; i < set.size(); i++) {
            labels.add(Optional.of(set.hardLabel(i)));
        }
        return new TeacherScore(loss(task, outputs, labels), new TestedOutputs(task, outputs, outputs, labels));
    }

    private static double loss(Task task, List<Output> outputs, List<Optional<HardLabel>> labels) {
        var reference = new ReferenceObjective(Objective.of(task, TrainedTeacher.OBJECTIVE));
        double loss = 0;
        for (int i = 0; i < outputs.size(); i++) {
            double[] said = outputs.get(i).toDoubles();
            loss += reference.loss(said, said, labels.get(i).map(task::row));
        }
        return loss / outputs.size();
    }

    /** What an example is worth on average: the share that is right, where networks are right or not. */
    double accuracy() {
        return Arrays.stream(tested.values()).average().orElse(Double.NaN);
    }

    /** All that is measured of its task, by name. */
    SortedMap<String, Measured> metrics() {
        return TaskMetrics.of(tested).metrics();
    }
}
