package dev.limbeck.network.djl;

import java.util.OptionalInt;

/**
 * The objective in plain double arithmetic: the oracle for the tensor version.
 *
 * @param softTargetWeight <i>w</i>
 * @param temperature <i>T</i>
 */
record ReferenceObjective(double softTargetWeight, double temperature) {
    /** Loss of one example: {@code w·T²·KL(softmax(t/T) ‖ softmax(s/T)) + (1−w)·CE(s, y)}. */
    double loss(double[] student, double[] teacher, OptionalInt label) {
        double[] softTarget = softmax(teacher, temperature);
        double[] softStudent = softmax(student, temperature);
        double divergence = 0;
        for (int i = 0; i < student.length; i++) {
            divergence += softTarget[i] * (Math.log(softTarget[i]) - Math.log(softStudent[i]));
        }
        double hard = label.isPresent() ? -Math.log(softmax(student, 1)[label.getAsInt()]) : 0;
        return softTargetWeight * temperature * temperature * divergence + (1 - softTargetWeight) * hard;
    }

    /** Its gradient with respect to the student's logits. */
    double[] gradient(double[] student, double[] teacher, OptionalInt label) {
        double[] softTarget = softmax(teacher, temperature);
        double[] softStudent = softmax(student, temperature);
        double[] probabilities = softmax(student, 1);
        double[] gradient = new double[student.length];
        for (int i = 0; i < student.length; i++) {
            gradient[i] = softTargetWeight * temperature * (softStudent[i] - softTarget[i]);
            if (label.isPresent()) {
                gradient[i] += (1 - softTargetWeight) * (probabilities[i] - (label.getAsInt() == i ? 1 : 0));
            }
        }
        return gradient;
    }

    private static double[] softmax(double[] logits, double temperature) {
        double max = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            max = Math.max(max, logit);
        }
        double sum = 0;
        double[] probabilities = new double[logits.length];
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] = Math.exp((logits[i] - max) / temperature);
            sum += probabilities[i];
        }
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] /= sum;
        }
        return probabilities;
    }
}
