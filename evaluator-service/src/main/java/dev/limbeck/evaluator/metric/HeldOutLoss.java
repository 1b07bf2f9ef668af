package dev.limbeck.evaluator.metric;

import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Output;
import dev.limbeck.network.metric.TestedOutputs;
import dev.limbeck.network.objective.Objective;
import dev.limbeck.network.objective.ReferenceObjective;
import java.util.List;
import java.util.Optional;

/**
 * What a student minimises, on examples that it never minimised it on: its {@link Objective}, mean over the examples.
 *
 * <p>As in training, an objective that never looks at the teacher passes over examples without a hard label.
 */
public final class HeldOutLoss {
    private HeldOutLoss() {}

    /** @return no number where there is nothing that the objective looks at: 0 would be the best there is */
    public static double of(TestedOutputs tested, Objective objective) {
        var reference = new ReferenceObjective(objective);
        List<Optional<HardLabel>> labels = tested.hardLabels();
        double sum = 0;
        int counted = 0;
        for (int i = 0; i < labels.size(); i++) {
            if (objective.softTargetWeight() > 0 || labels.get(i).isPresent()) {
                Output teacher = tested.teacher().get(i);
                sum += reference.loss(
                        tested.outputs().get(i).toDoubles(),
                        teacher.toDoubles(),
                        labels.get(i).map(tested.task()::row));
                counted++;
            }
        }
        return counted == 0 ? Double.NaN : sum / counted;
    }
}
