package dev.limbeck.contract.event;

import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.metric.Metric;
import dev.limbeck.contract.task.Classification;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** Scores of networks that tell classes apart, for tests. */
public final class Scores {
    private static final long EXAMPLES = 1000;

    private Scores() {}

    /** All numbers of a network that was measured on labelled examples. */
    public static SortedMap<String, Measured> metrics(
            double accuracy,
            double negativeLogLikelihood,
            double brierScore,
            double calibrationError,
            double agreement,
            double klToTeacher) {
        var metrics = metrics(agreement, klToTeacher);
        metrics.putAll(Map.of(
                Classification.ACCURACY.name(), around(accuracy),
                Classification.NEGATIVE_LOG_LIKELIHOOD.name(), around(negativeLogLikelihood),
                Classification.BRIER_SCORE.name(), around(brierScore),
                Classification.CALIBRATION_ERROR.name(), around(calibrationError)));
        return metrics;
    }

    /** Those of one that was measured where nobody knows what is right. */
    public static SortedMap<String, Measured> metrics(double agreement, double klToTeacher) {
        return new TreeMap<>(Map.of(
                Metric.TEACHER_AGREEMENT.name(), around(agreement),
                Classification.KL_TO_TEACHER.name(), around(klToTeacher)));
    }

    private static Measured around(double value) {
        return new Measured(value, value - 0.01, value + 0.01, EXAMPLES);
    }

    /** With these numbers, and without any parts. */
    public static Score of(
            String name,
            Score.Arm arm,
            String checkpointId,
            long step,
            SortedMap<String, Measured> metrics,
            Score.Cost cost) {
        return new Score(name, arm, checkpointId, step, metrics, Breakdown.NONE, List.of(), cost);
    }

    /** With these numbers in the place of its own. */
    public static Score with(Score score, SortedMap<String, Measured> metrics) {
        return new Score(
                score.name(),
                score.arm(),
                score.checkpointId(),
                score.step(),
                metrics,
                score.breakdown(),
                score.slices(),
                score.cost());
    }

    public static OptionalDouble value(Score score, Metric metric) {
        Optional<Measured> measured = score.metric(metric);
        return measured.isPresent() ? OptionalDouble.of(measured.get().value()) : OptionalDouble.empty();
    }

    public static OptionalDouble accuracy(Score score) {
        return value(score, Classification.ACCURACY);
    }
}
