package dev.limbeck.evaluator.metric;

import dev.limbeck.contract.record.Output;
import dev.limbeck.network.objective.ClassDivergence;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Mean;

/**
 * Mean KL divergence of a network's probabilities from the teacher's, at temperature 1, in nats: where agreement only
 * asks for the top class, this asks for the whole soft target. Needs no labels.
 */
public final class TeacherDivergence {
    private static final ClassDivergence PLAIN = new ClassDivergence(1);

    private TeacherDivergence() {}

    /**
     * @param logits at least one
     * @param teacherLogits of the same examples
     */
    public static double of(List<Output> logits, List<Output> teacherLogits) {
        if (logits.size() != teacherLogits.size()) {
            throw new IllegalArgumentException(
                    logits.size() + " logits for " + teacherLogits.size() + " teacher logits");
        }
        return Mean.of(IntStream.range(0, logits.size())
                        .mapToDouble(i -> PLAIN.value(
                                logits.get(i).toDoubles(), teacherLogits.get(i).toDoubles()))
                        .toArray())
                .getAsDouble();
    }
}
