package dev.limbeck.network.metric;

import dev.limbeck.contract.record.Output;
import dev.limbeck.network.objective.ClassDivergence;

/**
 * KL divergence of a network's probabilities from the teacher's, at temperature 1, in nats: where agreement only asks for
 * the top class, this asks for the whole soft target. Needs no labels.
 */
final class TeacherDivergence {
    private static final ClassDivergence PLAIN = new ClassDivergence(1);

    private TeacherDivergence() {}

    static double of(Output teacher, Output logits) {
        return PLAIN.value(logits.toDoubles(), teacher.toDoubles());
    }
}
