package dev.limbeck.evaluator.metric;

import dev.limbeck.contract.event.Score.CalibrationBin;
import dev.limbeck.contract.event.Score.ClassRecall;
import dev.limbeck.contract.event.Score.Confusion;
import dev.limbeck.contract.record.Output;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Everything that logits alone tell of a network. What needs hard labels is over the labelled examples and absent
 * where there are none; agreement with the teacher and divergence from it are over all.
 */
public record LogitMetrics(
        OptionalDouble accuracy,
        OptionalDouble negativeLogLikelihood,
        OptionalDouble brierScore,
        OptionalDouble calibrationError,
        double teacherAgreement,
        double klToTeacher,
        List<ClassRecall> perClass,
        List<Confusion> confusions,
        List<CalibrationBin> reliability) {

    public LogitMetrics {
        perClass = List.copyOf(perClass);
        confusions = List.copyOf(confusions);
        reliability = List.copyOf(reliability);
    }

    /**
     * @param logits at least one, all finite
     * @param hardLabels of the same examples; empty where nobody knows
     * @param teacherLogits of the same examples
     */
    public static LogitMetrics of(List<Output> logits, List<OptionalInt> hardLabels, List<Output> teacherLogits) {
        double agreement = TeacherAgreement.of(logits, teacherLogits);
        double divergence = TeacherDivergence.of(logits, teacherLogits);
        var labelled = LabelledLogits.labelled(logits, hardLabels);
        if (labelled.isEmpty()) {
            return withoutLabels(agreement, divergence);
        }
        var calibration = CalibrationError.of(labelled);
        return new LogitMetrics(
                OptionalDouble.of(Accuracy.of(labelled)),
                OptionalDouble.of(NegativeLogLikelihood.of(labelled)),
                OptionalDouble.of(BrierScore.of(labelled)),
                OptionalDouble.of(calibration.value()),
                agreement,
                divergence,
                PerClassRecall.of(labelled, logits.get(0).size()),
                Confusions.of(labelled),
                calibration.bins());
    }

    private static LogitMetrics withoutLabels(double agreement, double divergence) {
        return new LogitMetrics(
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                agreement,
                divergence,
                List.of(),
                List.of(),
                List.of());
    }
}
