package dev.limbeck.local;

import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.event.Breakdown;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.Comparison;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.EvaluationReport.HeldOutSummary;
import dev.limbeck.contract.event.PairedCounts;
import dev.limbeck.contract.event.Reference;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.Pin;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.lifecycle.StateBuilder;
import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.contract.status.TeacherStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A run with two students, and what may be said of it. */
public final class Examples {
    public static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    public static final String YAML = """
            apiVersion: limbeck.dev/v1alpha1
            kind: DistillationRun
            metadata: {name: digits}
            spec:
              source: {topic: production.digits}
              input: {shape: [1, 28, 28], classes: 10, normalisation: {mean: [33], std: [78]}}
              teacher:
                network: builtin:cnn-32x128
                train: {dataset: {path: data/digits}}
              students:
                - {name: small-cnn, network: "builtin:cnn-8"}
                - {name: control, network: networks/own.pt, objective: {softTargetWeight: 0}}
              evaluation: {heldOut: {dataset: {path: /data/digits}}}
            """;

    public static final DistillationRun RUN = RunSpecReader.read(YAML);

    private Examples() {}

    public static RunState state(RunPhase phase, List<Candidate> candidates, List<Champion> champions) {
        return StateBuilder.declared(RUN)
                .revision(7)
                .sequence(9)
                .phase(phase)
                .candidates(candidates)
                .champions(champions)
                .champion(
                        champions.isEmpty()
                                ? Optional.empty()
                                : Optional.of(
                                        champions.get(champions.size() - 1).checkpointDigest()))
                .carriedOut(List.of("command-1"))
                .createdAt(NOW)
                .updatedAt(NOW)
                .build();
    }

    public static RunState pinned(RunState state, Pin pin) {
        return StateBuilder.from(state).pin(Optional.of(pin)).build();
    }

    public static Candidate candidate(String student, String checkpoint, String digest, Candidate.Phase phase) {
        return new Candidate(
                new CheckpointAnnounced(
                        "digits",
                        1,
                        student,
                        checkpoint,
                        100,
                        digest,
                        "checkpoints/x",
                        "ef",
                        OptionalDouble.empty(),
                        NOW),
                phase,
                true,
                Optional.empty(),
                new TreeMap<>(Map.of("accuracy", 0.9721, "teacherAgreement", 0.98)),
                Optional.empty(),
                Optional.empty(),
                NOW.minusSeconds(90));
    }

    public static Champion champion(String checkpoint, String digest) {
        return new Champion(1, digest, score("small-cnn", checkpoint), "artifacts/digits/promoted/x", NOW);
    }

    public static EvaluationReport report(String student, String checkpoint, Instant at) {
        return new EvaluationReport(
                "digits",
                1,
                "evaluate/" + student + "/" + checkpoint,
                1,
                "digest-of-" + checkpoint,
                new HeldOutSummary("ab", 500, 400, 0, Reference.HARD_LABEL, new TreeMap<>()),
                score(student, checkpoint),
                Optional.empty(),
                Optional.empty(),
                score("teacher", "t-1"),
                Optional.empty(),
                Optional.empty(),
                new Comparison(Optional.empty(), new PairedCounts(0, 0, 0, 0), List.of()),
                Optional.empty(),
                new EvaluationReport.ObjectiveLoss(OptionalDouble.empty(), 0),
                at,
                Optional.empty(),
                Optional.empty());
    }

    public static Score score(String name, String checkpoint) {
        return new Score(
                name,
                name.equals("teacher") ? Score.Arm.TEACHER : Score.Arm.DISTILLED,
                checkpoint,
                100,
                new TreeMap<>(Map.of(
                        "accuracy",
                        new Measured(0.9721, 0.9511, 0.9842, 400),
                        "teacherAgreement",
                        new Measured(0.98, 0.9637, 0.9891, 500),
                        "negativeLogLikelihood",
                        Measured.of(0.1),
                        "brierScore",
                        Measured.of(0.1),
                        "calibrationError",
                        Measured.of(0.02),
                        "klToTeacher",
                        Measured.of(0.05))),
                Breakdown.NONE,
                List.of(),
                new Score.Cost(9_122, 42_000, 83, 83, 1));
    }

    public static RunHistoryEntry history(long sequence, String cause) {
        return new RunHistoryEntry("digits", sequence, NOW, "run", "DISTILLING", "PAUSED", cause, "paused by a person");
    }

    public static PartStatus teacher(long lag) {
        return new PartStatus(
                "digits",
                1,
                "teacher",
                "teacher-1",
                NOW,
                Optional.of(new TeacherStatus(
                        "digits",
                        TeacherStatus.Phase.LABELLING,
                        1,
                        Optional.of("t-1"),
                        OptionalDouble.of(0.99),
                        400_000,
                        1_000,
                        Map.of(),
                        lag,
                        Optional.empty())),
                Optional.empty(),
                Optional.empty());
    }

    public static PartStatus student(String name, String checkpoint, long unsavedSteps, Ledger ledger) {
        return new PartStatus(
                "digits",
                1,
                name,
                "student-1",
                NOW,
                Optional.empty(),
                Optional.of(new StudentStatus(
                        name,
                        name.equals("control") ? Score.Arm.CONTROL : Score.Arm.DISTILLED,
                        StudentStatus.Phase.TRAINING,
                        100,
                        OptionalDouble.of(0.25),
                        new TreeMap<>(),
                        ledger,
                        0,
                        unsavedSteps,
                        Optional.of(checkpoint),
                        Optional.empty(),
                        Adjustment.NONE,
                        0,
                        9_122)),
                Optional.empty());
    }
}
