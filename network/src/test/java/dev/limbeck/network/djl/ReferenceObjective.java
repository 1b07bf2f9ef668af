package dev.limbeck.network.djl;

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
        double[] softTarget = softmax(teacher, temperature);
        double[] softStudent = softmax(student, temperature);
        double divergence = 0;
        for (int i = 0; i < student.length; i++) {
            divergence += softTarget[i] * (Math.log(softTarget[i]) - Math.log(softStudent[i]));
        }
        double hard = label.isPresent() ? -Math.log(softmax(student, 1)[label.getAsInt()]) : 0;
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
