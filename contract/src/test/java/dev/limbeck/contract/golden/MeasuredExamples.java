package dev.limbeck.contract.golden;

import dev.limbeck.contract.artifact.Arithmetic;
import dev.limbeck.contract.event.Breakdown;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.Comparison;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.Evidence;
import dev.limbeck.contract.event.PairedCounts;
import dev.limbeck.contract.event.PairedDifferences;
import dev.limbeck.contract.event.Reference;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.event.Scores;
import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.run.PromotionSpec.Hypothesis;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What is measured of a run, and decided on it, for the documents that have it. */
public final class MeasuredExamples {
    public static final Instant AT = Instant.parse("2026-11-21T07:47:19.480Z");
    public static final Arithmetic ARITHMETIC =
            new Arithmetic("PyTorch 2.7.1", "oneDNN 3.7.1", "avx2", "AuthenticAMD 26/2");
    public static final TeacherPublished TEACHER = new TeacherPublished(
            "mnist",
            "t-00d1ad6686f0",
            "00d1ad6686f058256e2c3f0301c9bead5dfdb0d9c38380a8e034ae2d506cc942",
            "artifacts/mnist/teacher/t-00d1ad6686f0",
            OptionalDouble.of(0.9931),
            421738,
            AT);
    public static final CheckpointAnnounced CHECKPOINT = new CheckpointAnnounced(
            "mnist",
            1,
            "small-cnn",
            "step-0000000300-w0001",
            300,
            "61be55a8e2f6b4e172338bddf184d6dbee29c98853e0a0485ecee7f27b9af0b4",
            "checkpoints/mnist/g1/small-cnn/step-0000000300-w0001",
            "9b0b1a3f0e7e8b31eb4e1a8d7ee0c9a0d1e2f3a4b5c6d7e8f90123456789abcd",
            OptionalDouble.of(0.125),
            AT);
    public static final CheckpointAnnounced UNTRAINED = new CheckpointAnnounced(
            "mnist",
            1,
            "control",
            "step-0000000300-w0001-b0000000400",
            300,
            "0f343b0931126a20f133d67c2b018a3b5e1ab8e3f6a2b7c5d9e0f1a2b3c4d5e6",
            "checkpoints/mnist/g1/control/step-0000000300-w0001-b0000000400",
            "9b0b1a3f0e7e8b31eb4e1a8d7ee0c9a0d1e2f3a4b5c6d7e8f90123456789abcd",
            OptionalDouble.empty(),
            AT);
    static final PairedCounts COUNTS = new PairedCounts(930, 40, 12, 18);
    static final Evidence EVIDENCE = new Evidence(
            "2293302930a4b6ffb4fdc906d415b5555d6e49bf73b015c6596d315958cb08c5",
            Optional.of(new Evidence.PairedTest(
                    Hypothesis.BETTER,
                    Reference.HARD_LABEL,
                    2,
                    Optional.of(COUNTS),
                    0,
                    0.000123,
                    0.0127,
                    0.014,
                    0.042,
                    Optional.empty())),
            List.of(new Evidence.GuardVerdict("maxClassDrop", true, "No class lost more than 0.1.")));

    static final PairedDifferences DIFFERENCES =
            new PairedDifferences(100, new TreeMap<>(Map.of(-7, 12L, 0, 940L, 2, 48L)));
    static final Evidence BY_VALUE = new Evidence(
            "6cb1b5d1d2d5a6f0b1a3e6fb2e2c0a4f7f6f1f1b9e9d3c1a7b5d3f1e9c7a5b3d",
            Optional.of(new Evidence.PairedTest(
                    Hypothesis.NOT_WORSE,
                    Reference.TEACHER,
                    3,
                    Optional.empty(),
                    0.01,
                    0.00121,
                    0.0025,
                    -0.004,
                    0.0042,
                    Optional.of(DIFFERENCES))),
            List.of());

    private MeasuredExamples() {}

    static Score score(String name, Score.Arm arm) {
        return new Score(
                name,
                arm,
                "step-0000000300-w0001",
                300,
                Scores.metrics(0.97, 0.11, 0.05, 0.01, 0.98, 0.03),
                new Breakdown(
                        Breakdown.BY_CLASS,
                        List.of(new Breakdown.Part(
                                "0", new TreeMap<>(Map.of("recall", new Measured(0.99, 0.94, 1, 98))))),
                        List.of(new Breakdown.Confusion(4, 9, 7)),
                        List.of(new Breakdown.CalibrationBin(0.95, 0.96, 100))),
                List.of(
                        new Score.SliceScore(
                                "region",
                                "north",
                                60,
                                Optional.of(new Measured(0.9, 0.8, 0.95, 58)),
                                new Measured(0.8, 0.68, 0.88, 60)),
                        new Score.SliceScore("region", "south", 40, Optional.empty(), new Measured(1, 0.91, 1, 40))),
                new Score.Cost(5130, 24680, 21.5, 40.25, 0.215));
    }

    static final Champion CHAMPION = new Champion(
            1,
            "champion-digest",
            score("small-cnn", Score.Arm.DISTILLED),
            "artifacts/mnist/promoted/small-cnn/step-0000000100-w0001",
            AT);

    static EvaluationReport report() {
        return report(
                new Comparison(
                        Optional.of(COUNTS),
                        COUNTS,
                        List.of(new Comparison.ClassComparison(0, new PairedCounts(97, 1, 0, 0))),
                        Optional.of(10),
                        Optional.empty()),
                new Comparison(Optional.empty(), COUNTS, List.of()));
    }

    /** One whose networks have a value on each example. */
    static EvaluationReport byValue() {
        return report(
                new Comparison(new Comparison.ByRecord(Optional.of(DIFFERENCES), DIFFERENCES.reversed())),
                new Comparison(new Comparison.ByRecord(Optional.empty(), DIFFERENCES)));
    }

    private static EvaluationReport report(Comparison against, Comparison againstTeacher) {
        return new EvaluationReport(
                "mnist",
                1,
                "mnist/g1/evaluate/61be55a8/none",
                1,
                CHECKPOINT.digest(),
                new EvaluationReport.HeldOutSummary(
                        "held-out-digest", 1000, 900, 800, Reference.HARD_LABEL, new TreeMap<>(Map.of(0, 98, 1, 902))),
                score("small-cnn", Score.Arm.DISTILLED),
                Optional.of(score("small-cnn", Score.Arm.DISTILLED)),
                Optional.empty(),
                score("teacher", Score.Arm.TEACHER),
                Optional.of(score("control", Score.Arm.CONTROL)),
                Optional.of(against),
                againstTeacher,
                Optional.of(against),
                new EvaluationReport.ObjectiveLoss(OptionalDouble.of(0.125), 0.25),
                AT,
                Optional.of("evaluations/mnist/61be55a8-none.json"),
                Optional.of(ARITHMETIC));
    }

    /** One without labels, whose champion cannot be measured, and whose energy nobody estimated. */
    static EvaluationReport unlabelled() {
        var cost = new Score.Cost(5130, 24680, 21.5, Double.NaN, Double.NaN);
        var score = Scores.of(
                "small-cnn",
                Score.Arm.DISTILLED,
                "step-0000000300-w0001",
                300,
                new TreeMap<>(Map.of("teacherAgreement", new Measured(0.98, 0.97, 0.99, 1000))),
                cost);
        return new EvaluationReport(
                "mnist",
                1,
                "mnist/g1/evaluate/61be55a8/gone",
                2,
                CHECKPOINT.digest(),
                new EvaluationReport.HeldOutSummary("digest", 1000, 0, 0, Reference.TEACHER, new TreeMap<>()),
                score,
                Optional.empty(),
                Optional.of("its folder is not there"),
                score,
                Optional.empty(),
                Optional.empty(),
                new Comparison(Optional.empty(), COUNTS, List.of()),
                Optional.empty(),
                new EvaluationReport.ObjectiveLoss(OptionalDouble.empty(), Double.NaN),
                AT,
                Optional.empty(),
                Optional.empty());
    }
}
