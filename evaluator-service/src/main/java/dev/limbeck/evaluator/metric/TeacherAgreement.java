package dev.limbeck.evaluator.metric;

import dev.limbeck.contract.record.Output;
import java.util.List;
import java.util.stream.IntStream;

/** Share of examples on which network and teacher have the same top class: fidelity, which needs no labels. */
public final class TeacherAgreement {
    private TeacherAgreement() {}

    /**
     * @param logits at least one
     * @param teacherLogits of the same examples
     */
    public static double of(List<Output> logits, List<Output> teacherLogits) {
        if (logits.size() != teacherLogits.size()) {
            throw new IllegalArgumentException(
                    logits.size() + " logits for " + teacherLogits.size() + " teacher logits");
        }
        long same = IntStream.range(0, logits.size())
                .filter(i -> logits.get(i).top() == teacherLogits.get(i).top())
                .count();
        return (double) same / logits.size();
    }
}
