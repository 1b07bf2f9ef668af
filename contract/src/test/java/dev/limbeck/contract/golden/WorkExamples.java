package dev.limbeck.contract.golden;

import static dev.limbeck.contract.golden.MeasuredExamples.AT;
import static dev.limbeck.contract.golden.MeasuredExamples.BY_VALUE;
import static dev.limbeck.contract.golden.MeasuredExamples.EVIDENCE;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.checkpoint.StepLogEntry;
import dev.limbeck.contract.event.PromotionDecision;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.place.OffsetRange;
import dev.limbeck.contract.place.PlaceEntry;
import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.signature.DeclaredShape;
import dev.limbeck.contract.signature.InputDeclaration;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.contract.status.TeacherStatus;
import dev.limbeck.contract.status.WatchStatus;
import dev.limbeck.contract.task.Classification;
import dev.limbeck.contract.task.Regression;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** What stages write of their own work: one of every kind. */
final class WorkExamples {
    private static final SortedMap<Integer, OffsetRange> RANGES =
            new TreeMap<>(Map.of(0, new OffsetRange(6199, 6231), 1, new OffsetRange(12, 44)));
    private static final String TOPIC_ID = "o1B66NgqTYqO0mUpw_yBcA";

    private WorkExamples() {}

    static Map<String, StepLogEntry> steps() {
        return Map.of(
                "writer", new StepLogEntry.WriterOpened(2, AT),
                "batch", new StepLogEntry.BatchComposed(2, 204, 203, RANGES, 64, Optional.empty()),
                "batch-adjusted",
                        new StepLogEntry.BatchComposed(2, 205, 204, RANGES, 64, Optional.of(new Adjustment(0.4, 2))),
                "rollback", new StepLogEntry.RolledBack(2, 205, 200),
                "gap", new StepLogEntry.GapFound(2, RANGES),
                "skip", new StepLogEntry.RangesSkipped(2, 206, 204, RANGES),
                "halt", new StepLogEntry.Halted(2, "the topic was re-created"),
                "topic", new StepLogEntry.TopicTaken(2, 204, TOPIC_ID, new TreeMap<>(Map.of(0, 10L))));
    }

    static Map<String, PlaceEntry> places() {
        return Map.of(
                "taken", new PlaceEntry.Taken(TOPIC_ID, new TreeMap<>(Map.of(0, 500L, 1, 0L)), true),
                "reached", new PlaceEntry.Reached(TOPIC_ID, 700, 100, 20, 80),
                "told", new PlaceEntry.Told(TOPIC_ID + "@700"));
    }

    static Map<String, PromotionDecision> decisions() {
        return Map.of(
                "promote", new PromotionDecision.Promote("It is better.", EVIDENCE),
                "promote-by-value", new PromotionDecision.Promote("It is not worse.", BY_VALUE),
                "hold", new PromotionDecision.Hold("It is not better.", EVIDENCE),
                "await-approval", new PromotionDecision.AwaitApproval("It is better.", EVIDENCE));
    }

    static Map<String, PartStatus> parts() {
        var adjusted = new Adjustment(0.4, 2);
        var student = new StudentStatus(
                "small-cnn",
                Score.Arm.DISTILLED,
                StudentStatus.Phase.TRAINING,
                204,
                OptionalDouble.of(0.125),
                new TreeMap<>(Map.of("softTarget", 0.0625)),
                new Ledger(13000, 50, 6, Map.of("DUPLICATE", 3L)),
                120,
                4,
                Optional.of("step-0000000200-w0002"),
                Optional.empty(),
                adjusted,
                /* arithmeticSince= */ 0,
                5130);
        var teacher = new TeacherStatus(
                "mnist",
                TeacherStatus.Phase.LABELLING,
                1,
                Optional.of("t-00d1ad6686f0"),
                OptionalDouble.of(0.99),
                421738,
                13000,
                Map.of("MALFORMED", 6L),
                40,
                Optional.empty());
        var watch = new WatchStatus(
                9000,
                1000,
                0.125,
                OptionalDouble.empty(),
                List.of(new WatchStatus.WatchedStudent(
                        WatchStatus.Role.CHAMPION, "small-cnn", "61be55a8", 0.97, OptionalDouble.empty(), 0.98)),
                List.of(new WatchStatus.DriftSignal("INPUT", 0.5, Optional.of(0.25))),
                1);
        return Map.of(
                "student", part("small-cnn", Optional.empty(), Optional.of(student), Optional.empty()),
                "teacher", part("teacher", Optional.of(teacher), Optional.empty(), Optional.empty()),
                "watch", part("watch", Optional.empty(), Optional.empty(), Optional.of(watch)));
    }

    private static PartStatus part(
            String part,
            Optional<TeacherStatus> teacher,
            Optional<StudentStatus> student,
            Optional<WatchStatus> watch) {
        return new PartStatus("mnist", 1, part, "replica-1", AT, teacher, student, watch);
    }

    static Map<String, ArtifactMetadata> artifacts() {
        var provenance = Map.of("run", "mnist", "step", "300");
        var inputs = Map.of(
                "pixels", new InputDeclaration(Shape.of(1, 28, 28), Normalisation.of(33, 78)),
                "store",
                        new InputDeclaration(
                                Optional.of(ElementType.I64), Shape.of(1), OptionalInt.of(12), Normalisation.NONE));
        var tokens = new InputDeclaration(
                Optional.of(ElementType.I64),
                DeclaredShape.read(List.of("<=128")),
                OptionalInt.of(50),
                1,
                Normalisation.NONE);
        return Map.of(
                "artifact",
                new ArtifactMetadata(
                        "builtin:cnn-8",
                        Signature.ofClasses(Shape.of(1, 28, 28), 10, Normalisation.of(33, 78)),
                        5130,
                        provenance),
                "of-values",
                new ArtifactMetadata(
                        "mine.pt",
                        Signature.of(
                                new InputDeclaration(Shape.of(8), Normalisation.NONE),
                                new Regression(2, List.of(1.0, 2.5))),
                        5130,
                        provenance),
                "of-several-inputs",
                new ArtifactMetadata(
                        "mine.pt", new Signature(new TreeMap<>(inputs), new Classification(10)), 5130, provenance),
                "of-an-input-that-varies",
                new ArtifactMetadata(
                        "text.pt",
                        new Signature(new TreeMap<>(Map.of("tokens", tokens)), new Classification(2)),
                        5130,
                        provenance));
    }
}
