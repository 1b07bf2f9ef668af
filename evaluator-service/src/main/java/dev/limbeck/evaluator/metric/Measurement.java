package dev.limbeck.evaluator.metric;

import dev.limbeck.contract.event.Score.ClassRecall;
import dev.limbeck.contract.record.ClassScores;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Everything that logits alone tell of a network. What needs hard labels is over the labelled examples and absent
 * where there are none; agreement is over all.
 */
public record Measurement(
        OptionalDouble accuracy,
        OptionalDouble negativeLogLikelihood,
        OptionalDouble calibrationError,
        double teacherAgreement,
        List<ClassRecall> perClass) {

    public Measurement {
        perClass = List.copyOf(perClass);
    }

    /**
     * @param logits at least one, all finite
     * @param hardLabels of the same examples; empty where nobody knows
     * @param teacherLogits of the same examples
     */
    public static Measurement of(
            List<ClassScores> logits, List<OptionalInt> hardLabels, List<ClassScores> teacherLogits) {
        double agreement = TeacherAgreement.of(logits, teacherLogits);
        var labelled = LabelledLogits.labelled(logits, hardLabels);
        if (labelled.isEmpty()) {
            return new Measurement(
                    OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), agreement, List.of());
        }
        return new Measurement(
                OptionalDouble.of(Accuracy.of(labelled)),
                OptionalDouble.of(NegativeLogLikelihood.of(labelled)),
                OptionalDouble.of(CalibrationError.of(labelled)),
                agreement,
                PerClassRecall.of(labelled, logits.get(0).classes()));
    }
}
