package dev.limbeck.evaluator.metric;

import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.network.objective.ReferenceObjective;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a student minimises, on examples that it never minimised it on: {@code w·T²·KL(softmax(t/T) ‖ softmax(s/T)) +
 * (1−w)·CE(s, y)}, mean over the examples; one without a hard label has the first term alone (Hinton, Vinyals, Dean
 * 2015, arXiv:1503.02531).
 *
 * <p>As in training, an objective that never looks at the teacher passes over examples without a hard label.
 */
public final class DistillationLoss {
    private DistillationLoss() {}

    /**
     * @param hardLabels of the same examples; empty where nobody knows
     * @param teacherLogits of the same examples
     * @return no number where there is nothing that the objective looks at: 0 would be the best there is
     */
    public static double of(
            List<Output> logits, List<OptionalInt> hardLabels, List<Output> teacherLogits, ObjectiveSpec objective) {
        var reference = new ReferenceObjective(objective);
        double sum = 0;
        int counted = 0;
        for (int i = 0; i < logits.size(); i++) {
            if (objective.softTargetWeight() > 0 || hardLabels.get(i).isPresent()) {
                sum += reference.loss(
                        logits.get(i).toDoubles(), teacherLogits.get(i).toDoubles(), hardLabels.get(i));
                counted++;
            }
        }
        return counted == 0 ? Double.NaN : sum / counted;
    }
}
