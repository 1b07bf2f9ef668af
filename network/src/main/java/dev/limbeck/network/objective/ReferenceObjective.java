package dev.limbeck.network.objective;

import dev.limbeck.contract.record.LogSoftmax;
import dev.limbeck.contract.run.ObjectiveSpec;
import java.util.OptionalInt;

/**
 * What a student minimises, in plain Java and double precision: metrics are computed by it, and the engine's step is held
 * against it (Hinton, Vinyals, Dean 2015, arXiv:1503.02531).
 *
 * @param softTargetWeight <i>w</i>
 * @param factor times <i>w</i>, where the hard label is known
 * @param temperature <i>T</i>
 */
public record ReferenceObjective(double softTargetWeight, double factor, double temperature) {
    public ReferenceObjective(ObjectiveSpec objective) {
        this(objective.softTargetWeight(), 1, objective.temperature());
    }

    /**
     * Loss of one example: {@code w·T²·KL(softmax(t/T) ‖ softmax(s/T)) + (1−w)·CE(s, y)}. What has no weight is not
     * looked at.
     *
     * @param student logits
     * @param teacher logits
     */
    public double loss(double[] student, double[] teacher, OptionalInt label) {
        double weight = weight(label);
        double loss = 0;
        if (weight > 0) {
            loss += weight * temperature * temperature * divergence(student, teacher, temperature);
        }
        if (weight < 1 && label.isPresent()) {
            loss -= (1 - weight) * LogSoftmax.of(student, 1)[label.getAsInt()];
        }
        return loss;
    }

    /** Its gradient with respect to the student's logits. */
    public double[] gradient(double[] student, double[] teacher, OptionalInt label) {
        double[] gradient = new double[student.length];
        double weight = weight(label);
        if (weight > 0) {
            double[] softTarget = LogSoftmax.of(teacher, temperature);
            double[] softStudent = LogSoftmax.of(student, temperature);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = weight * temperature * (Math.exp(softStudent[i]) - Math.exp(softTarget[i]));
            }
        }
        if (weight < 1 && label.isPresent()) {
            double[] logProbabilities = LogSoftmax.of(student, 1);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += (1 - weight) * (Math.exp(logProbabilities[i]) - (label.getAsInt() == i ? 1 : 0));
            }
        }
        return gradient;
    }

    /**
     * {@code KL(softmax(t/T) ‖ softmax(s/T))} of one example, in nats (Kullback and Leibler 1951,
     * doi:10.1214/aoms/1177729694).
     */
    public static double divergence(double[] student, double[] teacher, double temperature) {
        double[] softStudent = LogSoftmax.of(student, temperature);
        double[] softTarget = LogSoftmax.of(teacher, temperature);
        double sum = 0;
        for (int i = 0; i < softStudent.length; i++) {
            sum += Math.exp(softTarget[i]) * (softTarget[i] - softStudent[i]);
        }
        return Math.max(0, sum); // it is never negative, but rounding may be
    }

    private double weight(OptionalInt label) {
        return label.isPresent() ? softTargetWeight * factor : softTargetWeight;
    }
}
