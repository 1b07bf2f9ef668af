package dev.limbeck.evaluator.metric;

import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.network.objective.Objective;
import dev.limbeck.network.objective.ReferenceObjective;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a student minimises, on examples that it never minimised it on: its {@link Objective}, mean over the examples.
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
        var reference = new ReferenceObjective(Objective.ofClasses(objective));
        double sum = 0;
        int counted = 0;
        for (int i = 0; i < logits.size(); i++) {
            if (objective.softTargetWeight() > 0 || hardLabels.get(i).isPresent()) {
                sum += reference.loss(
                        logits.get(i).toDoubles(), teacherLogits.get(i).toDoubles(), row(hardLabels.get(i)));
                counted++;
            }
        }
        return counted == 0 ? Double.NaN : sum / counted;
    }

    private static Optional<double[]> row(OptionalInt label) {
        return label.isPresent() ? Optional.of(new double[] {label.getAsInt()}) : Optional.empty();
    }
}
