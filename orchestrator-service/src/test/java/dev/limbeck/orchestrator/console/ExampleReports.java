package dev.limbeck.orchestrator.console;

import dev.limbeck.contract.event.Breakdown;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.Comparison;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.PairedCounts;
import dev.limbeck.contract.event.Reference;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.metric.Metric;
import dev.limbeck.contract.task.Classification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Checkpoints of students that get better with every step, and what was measured of them. */
final class ExampleReports {
    static final String RUN = "digits";
    static final int LABELLED = 1200;
    private static final int EXAMPLES = 2000;
    /** Of the normal distribution, at 97.5 %. */
    private static final double QUANTILE = 1.959964;

    private static final int CLASSES = 10;
    private static final double TEACHER_ACCURACY = 0.991;

    private ExampleReports() {}

    static CheckpointAnnounced checkpoint(String student, long step, Instant at) {
        String digest =
                "%s%08x%048x".formatted(student.equals("control") ? "c0" : "5a", step, student.hashCode() & 0xffffffL);
        String id = "%012d-1".formatted(step);
        return new CheckpointAnnounced(
                RUN,
                1,
                student,
                id,
                step,
                digest,
                RUN + "/g1/" + student + "/" + id,
                "ee".repeat(32),
                OptionalDouble.empty(),
                at);
    }

    static EvaluationReport report(CheckpointAnnounced checkpoint, Optional<Champion> champion, Instant at) {
        var candidate = score(checkpoint);
        var control = score(checkpoint("control", checkpoint.step(), at));
        return new EvaluationReport(
                RUN,
                1,
                "evaluate/" + checkpoint.digest(),
                1,
                checkpoint.digest(),
                new EvaluationReport.HeldOutSummary(
                        "ab".repeat(32),
                        EXAMPLES,
                        LABELLED,
                        0,
                        Reference.HARD_LABEL,
                        new TreeMap<>(Map.of(0, 1010, 1, 990))),
                candidate,
                champion.map(Champion::score),
                Optional.empty(),
                score("teacher", Score.Arm.TEACHER, "cnn-32x128-3f9ac1", 0, TEACHER_ACCURACY),
                Optional.of(control),
                champion.map(Champion::score).map(other -> compared(candidate, other)),
                compared(candidate, score("teacher", Score.Arm.TEACHER, "cnn-32x128-3f9ac1", 0, TEACHER_ACCURACY)),
                Optional.of(compared(candidate, control)),
                new EvaluationReport.ObjectiveLoss(
                        OptionalDouble.of(0.05 + 2 * Math.exp(-checkpoint.step() / 150.0)),
                        0.2 + 2 * Math.exp(-checkpoint.step() / 150.0) + checkpoint.step() / 4000.0),
                at,
                Optional.empty(),
                Optional.empty());
    }

    /** Of two networks that each have a few mistakes of their own. */
    private static Comparison compared(Score candidate, Score other) {
        long right = right(candidate);
        long otherRight = right(other);
        long own = Math.min(4, LABELLED - Math.max(right, otherRight));
        long both = Math.min(right, otherRight) - own;
        var counts =
                new PairedCounts(both, right - both, otherRight - both, LABELLED - Math.max(right, otherRight) - own);
        return new Comparison(Optional.of(counts), counts, List.of());
    }

    private static long right(Score score) {
        return Math.round(score.metric(Classification.ACCURACY).orElseThrow().value() * LABELLED);
    }

    static Score score(CheckpointAnnounced checkpoint) {
        var arm = checkpoint.student().equals("control") ? Score.Arm.CONTROL : Score.Arm.DISTILLED;
        return score(
                checkpoint.student(),
                arm,
                checkpoint.checkpointId(),
                checkpoint.step(),
                accuracyAt(checkpoint.student(), checkpoint.step()));
    }

    private static double accuracyAt(String student, long step) {
        double best =
                switch (student) {
                    case "small-cnn" -> 0.986;
                    case "tiny-mlp" -> 0.962;
                    default -> 0.951;
                };
        return Math.round((best - 0.3 * Math.exp(-step / 180.0)) * LABELLED) / (double) LABELLED;
    }

    private static Score score(String name, Score.Arm arm, String id, long step, double accuracy) {
        boolean teacher = arm == Score.Arm.TEACHER;
        return new Score(
                name,
                arm,
                id,
                step,
                new TreeMap<>(Map.of(
                        Classification.ACCURACY.name(),
                        share(accuracy, LABELLED),
                        Metric.TEACHER_AGREEMENT.name(),
                        share(teacher ? 1 : accuracy - 0.004, EXAMPLES),
                        Classification.NEGATIVE_LOG_LIKELIHOOD.name(),
                        Measured.of(2.4 * (1 - accuracy)),
                        Classification.BRIER_SCORE.name(),
                        Measured.of(0.1),
                        Classification.CALIBRATION_ERROR.name(),
                        Measured.of(0.6 * (1 - accuracy)),
                        Classification.KL_TO_TEACHER.name(),
                        Measured.of(0.05))),
                new Breakdown(
                        Breakdown.BY_CLASS,
                        recalls(accuracy),
                        List.of(new Breakdown.Confusion(4, 9, 7), new Breakdown.Confusion(3, 5, 4)),
                        reliability(accuracy)),
                List.of(
                        new Score.SliceScore(
                                "scanner", "flatbed", 800, Optional.of(share(accuracy, 800)), share(accuracy, 800)),
                        new Score.SliceScore(
                                "scanner",
                                "camera",
                                400,
                                Optional.of(share(accuracy - 0.02, 40)),
                                share(accuracy - 0.02, 400))),
                new Score.Cost(
                        teacher ? 1_199_882 : 20_522,
                        teacher ? 4_812_334 : 94_208,
                        teacher ? 812.5 : 61.2,
                        teacher ? 1104.0 : 83.9,
                        teacher ? 9.31 : 0.72));
    }

    /** With Wilson's interval, as the evaluator has it. */
    static Measured share(double share, long examples) {
        double counted = Math.round(share * examples) / (double) examples;
        double square = QUANTILE * QUANTILE / examples;
        double middle = (counted + square / 2) / (1 + square);
        double half = QUANTILE * Math.sqrt(counted * (1 - counted) / examples + square / (4 * examples)) / (1 + square);
        return new Measured(share, middle - half, middle + half, examples);
    }

    /** Of a network that is a little too sure of itself. */
    private static List<Breakdown.CalibrationBin> reliability(double accuracy) {
        return IntStream.range(0, 10)
                .mapToObj(bin -> new Breakdown.CalibrationBin(
                        1 - 0.5 * Math.pow(1 - bin / 10.0, 3),
                        accuracy * (1 - 0.6 * Math.pow(1 - bin / 10.0, 3)),
                        LABELLED / 10))
                .toList();
    }

    private static List<Breakdown.Part> recalls(double accuracy) {
        return IntStream.range(0, CLASSES)
                .mapToObj(label -> new Breakdown.Part(
                        String.valueOf(label),
                        new TreeMap<>(Map.of("recall", recall(accuracy + 0.012 * Math.sin(label * 2.1))))))
                .toList();
    }

    private static Measured recall(double recall) {
        return new Measured(
                Math.min(1, recall), Math.max(0, recall - 0.03), Math.min(1, recall + 0.01), LABELLED / CLASSES);
    }
}
