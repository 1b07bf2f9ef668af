package dev.limbeck.network;

import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import java.util.List;
import java.util.Optional;

/**
 * What one step learns from.
 *
 * @param inputs all of the same names, and of one shape each but for a dimension that varies, not normalised
 * @param teacherLogits one for each input, or none at all where there is no teacher
 * @param hardLabels one for each input, of the kind that the network's task has; empty where nobody knows it
 * @param softTargetWeightFactor times the objective's softTargetWeight, in [0, 1]; without effect on an example that has
 *     no hard label
 */
public record TrainingBatch(
        List<Inputs> inputs,
        List<Output> teacherLogits,
        List<Optional<HardLabel>> hardLabels,
        double softTargetWeightFactor) {
    public TrainingBatch {
        inputs = List.copyOf(inputs);
        teacherLogits = List.copyOf(teacherLogits);
        hardLabels = List.copyOf(hardLabels);
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("a training batch needs at least one example");
        }
        if (hardLabels.size() != inputs.size() || !(teacherLogits.isEmpty() || teacherLogits.size() == inputs.size())) {
            throw new IllegalArgumentException("a training batch of %d inputs has %d teacher logits, %d hard labels"
                    .formatted(inputs.size(), teacherLogits.size(), hardLabels.size()));
        }
        if (!(softTargetWeightFactor >= 0 && softTargetWeightFactor <= 1)) {
            throw new IllegalArgumentException(
                    "softTargetWeightFactor is " + softTargetWeightFactor + ", allowed is 0 to 1");
        }
    }

    /** One in which the teacher has its whole weight. */
    public TrainingBatch(List<Inputs> inputs, List<Output> teacherLogits, List<Optional<HardLabel>> hardLabels) {
        this(inputs, teacherLogits, hardLabels, 1);
    }

    public int size() {
        return inputs.size();
    }
}
