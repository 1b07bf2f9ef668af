package dev.limbeck.teacher.training;

import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.LogSoftmax;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.task.Classification;
import dev.limbeck.dataset.LabelledSet;
import java.util.List;
import java.util.function.Function;

/**
 * How well a network does on a labelled set.
 *
 * @param loss negative log-likelihood of the hard labels, mean, in nats
 * @param accuracy share of examples whose top class is the hard label
 */
record TeacherScore(double loss, double accuracy) {
    private static final int AT_ONCE = 64;

    static TeacherScore of(Function<List<Inputs>, List<Output>> network, LabelledSet set) {
        double loss = 0;
        int correct = 0;
        for (int from = 0; from < set.size(); from += AT_ONCE) {
            List<Output> logits = network.apply(set.inputs(from, AT_ONCE));
            for (int i = 0; i < logits.size(); i++) {
                int label = Classification.index(set.hardLabel(from + i));
                loss -= LogSoftmax.of(logits.get(i), 1)[label];
                correct += logits.get(i).top() == label ? 1 : 0;
            }
        }
        return new TeacherScore(loss / set.size(), correct / (double) set.size());
    }
}
