package dev.limbeck.network.djl;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * The objective in plain double arithmetic: the oracle for the tensor version.
 *
 * @param softTargetWeight <i>w</i>
 * @param factor times <i>w</i>, where the hard label is known
 * @param temperature <i>T</i>
 */
record ReferenceObjective(double softTargetWeight, double factor, double temperature) {
    ReferenceObjective(double softTargetWeight, double temperature) {
        this(softTargetWeight, 1, temperature);
    }

    /** Loss of one example: {@code w·T²·KL(softmax(t/T) ‖ softmax(s/T)) + (1−w)·CE(s, y)}. */
    double loss(double[] student, double[] teacher, OptionalInt label) {
        double[] softTarget = logSoftmax(teacher, temperature);
        double[] softStudent = logSoftmax(student, temperature);
        double divergence = 0;
        for (int i = 0; i < student.length; i++) {
            divergence += Math.exp(softTarget[i]) * (softTarget[i] - softStudent[i]);
        }
        double hard = label.isPresent() ? -logSoftmax(student, 1)[label.getAsInt()] : 0;
        double weight = weight(label);
        return weight * temperature * temperature * divergence + (1 - weight) * hard;
    }

    /** Its gradient with respect to the student's logits. */
    double[] gradient(double[] student, double[] teacher, OptionalInt label) {
        double[] softTarget = softmax(teacher, temperature);
        double[] softStudent = softmax(student, temperature);
        double[] probabilities = softmax(student, 1);
        double[] gradient = new double[student.length];
        double weight = weight(label);
        for (int i = 0; i < student.length; i++) {
            gradient[i] = weight * temperature * (softStudent[i] - softTarget[i]);
            if (label.isPresent()) {
                gradient[i] += (1 - weight) * (probabilities[i] - (label.getAsInt() == i ? 1 : 0));
            }
        }
        return gradient;
    }

    private double weight(OptionalInt label) {
        return label.isPresent() ? softTargetWeight * factor : softTargetWeight;
    }

    private static double[] softmax(double[] logits, double temperature) {
        return Arrays.stream(logSoftmax(logits, temperature)).map(Math::exp).toArray();
    }

    private static double[] logSoftmax(double[] logits, double temperature) {
        double max = Arrays.stream(logits).max().orElseThrow();
        double[] shifted =
                Arrays.stream(logits).map(logit -> (logit - max) / temperature).toArray();
        double logSum = Math.log(Arrays.stream(shifted).map(Math::exp).sum());
        return Arrays.stream(shifted).map(logit -> logit - logSum).toArray();
    }
}
