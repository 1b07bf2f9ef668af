package dev.limbeck.orchestrator.console;

import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.Evidence;
import dev.limbeck.contract.event.PairedCounts;
import dev.limbeck.contract.event.Reference;
import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.GenerationRecord;
import dev.limbeck.contract.lifecycle.Observations;
import dev.limbeck.contract.lifecycle.PendingOrder;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.lifecycle.StateBuilder;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.PromotionSpec;
import dev.limbeck.contract.run.RunSpecReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A run in full work: two students were champions, one that is better waits for a person, another is being measured.
 *
 * @param begunAt when it was declared, ten minutes before it is looked at
 */
record ExampleRun(Instant begunAt) {
    static final String MEAN_REASON = "small-cnn at step 500 has accuracy 97.000 %, <b>which</b> is better.";

    DistillationRun declaration() {
        try (var yaml = Objects.requireNonNull(ExampleRun.class.getResourceAsStream("digits.yaml"))) {
            return RunSpecReader.read(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    RunState state(long revision, RunPhase phase) {
        var waiting = checkpoint("small-cnn", 500);
        var measured = checkpoint("tiny-mlp", 500);
        var candidates = new ArrayList<Candidate>();
        for (long step = 100; step <= 400; step += 100) {
            candidates.add(judged("control", step));
            candidates.add(judged("tiny-mlp", step));
            candidates.add(judged("small-cnn", step));
        }
        candidates.add(candidate(waiting)
                .decidedOn(evidence(true))
                .in(Candidate.Phase.AWAITING_APPROVAL, Optional.of(MEAN_REASON), at(500)));
        candidates.add(Candidate.announced(measured, at(505)));
        var order = new RunOrder.Evaluate(
                "evaluate/" + measured.digest(),
                1,
                "digits",
                1,
                measured,
                teacher(),
                currentChampion(),
                Optional.empty());
        return StateBuilder.declared(declaration())
                .revision(revision)
                .sequence(history().size())
                .phase(phase)
                .resumesTo(phase == RunPhase.PAUSED ? Optional.of(RunPhase.DISTILLING) : Optional.empty())
                .generations(List.of(new GenerationRecord(
                        1,
                        "the run was declared",
                        declaration().spec().teacher(),
                        Optional.of(teacher()),
                        new TreeMap<>(Map.of(0, 0L, 1, 0L)),
                        Optional.empty(),
                        Adjustment.NONE,
                        Observations.NONE.with(List.of(drift()), new TreeMap<>()),
                        begunAt)))
                .candidates(candidates)
                .champions(List.of(champion(200), champion(400)))
                .champion(currentChampion().map(Champion::checkpointDigest))
                .orders(List.of(new PendingOrder(order, at(600))))
                .createdAt(begunAt)
                .updatedAt(at(505))
                .build();
    }

    List<EvaluationReport> reports() {
        var reports = new ArrayList<EvaluationReport>();
        for (long step = 100; step <= 500; step += 100) {
            reports.add(report("control", step));
            reports.add(report("tiny-mlp", step));
            reports.add(report("small-cnn", step));
        }
        return reports;
    }

    List<RunHistoryEntry> history() {
        return List.of(
                line(1, 0, "run", "", "PENDING", "apply 7d1f", "The run was declared."),
                line(2, 1, "run", "PENDING", "PROVISIONING", "apply 7d1f", "Its topics are made."),
                line(3, 3, "run", "PROVISIONING", "TEACHER", "provisioned provision/digits/1", "The topics are there."),
                line(4, 40, "run", "TEACHER", "TEACHER_GATE", "teacher-ready", "The teacher has accuracy 99.100 %."),
                line(5, 41, "run", "TEACHER_GATE", "DISTILLING", "teacher-ready", "The teacher passed its gate."),
                line(
                        6,
                        202,
                        "g1/small-cnn/200",
                        "PROMOTING",
                        "PROMOTED",
                        "champion-moved",
                        "It is the first champion."),
                line(7, 402, "g1/small-cnn/400", "PROMOTING", "PROMOTED", "champion-moved", "It is the champion now."));
    }

    private RunHistoryEntry line(
            long sequence, long second, String subject, String from, String to, String cause, String note) {
        return new RunHistoryEntry("digits", sequence, at(second), subject, from, to, cause, note);
    }

    private Candidate judged(String student, long step) {
        boolean promoted = student.equals("small-cnn") && step % 200 == 0;
        var phase = promoted ? Candidate.Phase.PROMOTED : Candidate.Phase.REJECTED;
        String reason =
                "%s at step %d is %s than the champion.".formatted(student, step, promoted ? "better" : "not better");
        return candidate(checkpoint(student, step))
                .decidedOn(evidence(promoted))
                .in(phase, Optional.of(reason), at(step + 2));
    }

    private Candidate candidate(CheckpointAnnounced checkpoint) {
        return Candidate.announced(checkpoint, at(checkpoint.step()))
                .measuredAs(report(checkpoint.student(), checkpoint.step()), at(checkpoint.step() + 1));
    }

    private EvaluationReport report(String student, long step) {
        Optional<Champion> champion = step > 400 ? Optional.of(champion(400)) : Optional.of(champion(200));
        return ExampleReports.report(checkpoint(student, step), step > 200 ? champion : Optional.empty(), at(step + 1));
    }

    Optional<Champion> currentChampion() {
        return Optional.of(champion(400));
    }

    Champion champion(long step) {
        var checkpoint = checkpoint("small-cnn", step);
        return new Champion(
                1,
                checkpoint.digest(),
                ExampleReports.score(checkpoint),
                "digits/promoted/small-cnn-" + step,
                at(step + 2));
    }

    CheckpointAnnounced checkpoint(String student, long step) {
        return ExampleReports.checkpoint(student, step, at(step));
    }

    private Observations.Drift drift() {
        return new Observations.Drift(
                new RunEvent.DriftDetected(
                        "digits",
                        1,
                        RunEvent.DriftDetected.Signal.DISAGREEMENT,
                        "ADWIN (delta 0.002)",
                        new TreeMap<>(Map.of(0, 198_300L, 1, 198_271L)),
                        79_314,
                        0.0291,
                        0.1904,
                        at(625)),
                true);
    }

    private static Evidence evidence(boolean promoted) {
        return new Evidence(
                "ed".repeat(32),
                Optional.of(new Evidence.PairedTest(
                        PromotionSpec.Hypothesis.BETTER,
                        Reference.HARD_LABEL,
                        3,
                        Optional.of(promoted ? new PairedCounts(1080, 74, 22, 24) : new PairedCounts(1080, 41, 39, 40)),
                        0,
                        promoted ? 4.2e-8 : 0.455,
                        0.0025,
                        promoted ? 0.0275 : -0.013,
                        promoted ? 0.0591 : 0.0163,
                        Optional.empty())),
                List.of(new Evidence.GuardVerdict(
                        "maxCalibrationError", true, "The calibration error is 0.0122, allowed is 0.0500.")));
    }

    private TeacherPublished teacher() {
        return new TeacherPublished(
                "digits",
                "cnn-32x128-3f9ac1",
                "3f".repeat(32),
                "digits/teacher/cnn-32x128-3f9ac1",
                OptionalDouble.of(0.991),
                1_199_882,
                at(39),
                new TreeMap<>(Map.of("accuracy", ExampleReports.share(0.991, 5000))));
    }

    private Instant at(long second) {
        return begunAt.plus(Duration.ofSeconds(second));
    }
}
