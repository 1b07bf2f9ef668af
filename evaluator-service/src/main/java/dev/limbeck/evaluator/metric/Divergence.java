package dev.limbeck.evaluator.metric;

import dev.limbeck.contract.record.ClassScores;

/** How far a network's probabilities are from the teacher's. */
final class Divergence {
    private Divergence() {}

    /**
     * {@code KL(softmax(t/T) ‖ softmax(s/T))} of one example, in nats (Kullback and Leibler 1951,
     * doi:10.1214/aoms/1177729694).
     */
    static double fromTeacher(ClassScores logits, ClassScores teacherLogits, double temperature) {
        double[] network = LogSoftmax.of(logits, temperature);
        double[] teacher = LogSoftmax.of(teacherLogits, temperature);
        double sum = 0;
        for (int i = 0; i < network.length; i++) {
            sum += Math.exp(teacher[i]) * (teacher[i] - network[i]);
        }
        return Math.max(0, sum); // it is never negative, but rounding may be
    }
}
