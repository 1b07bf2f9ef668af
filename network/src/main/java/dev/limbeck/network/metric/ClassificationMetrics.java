package dev.limbeck.network.metric;

import dev.limbeck.contract.event.Breakdown;
import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.task.Classification;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Of networks that give a logit for each class. */
record ClassificationMetrics(Classification task) implements TaskMetrics {
    @Override
    public Measurement measure(TestedOutputs tested) {
        var metrics = new TreeMap<>(tested.means());
        metrics.put(
                Classification.KL_TO_TEACHER.name(), Estimate.mean(tested.comparedWithTeacher(TeacherDivergence::of)));
        var labelled = tested.labelled(OfClass.class).stream()
                .map(one -> new LabelledLogits(one.output(), one.label().index()))
                .toList();
        if (labelled.isEmpty()) {
            return new Measurement(metrics, Breakdown.NONE);
        }
        metrics.put(Classification.NEGATIVE_LOG_LIKELIHOOD.name(), mean(labelled, NegativeLogLikelihood::of));
        metrics.put(Classification.BRIER_SCORE.name(), mean(labelled, BrierScore::of));
        var confidences = labelled.stream().map(Confidence::of).toList();
        metrics.put(Classification.CALIBRATION_ERROR.name(), CalibrationError.estimate(confidences));
        return new Measurement(
                metrics,
                new Breakdown(
                        Breakdown.BY_CLASS,
                        PerClassRecall.of(labelled, task.classes()),
                        Confusions.of(labelled),
                        CalibrationError.of(confidences).bins()));
    }

    private static Measured mean(List<LabelledLogits> examples, ToDoubleFunction<LabelledLogits> number) {
        return Estimate.mean(examples.stream().mapToDouble(number).toArray());
    }
}
