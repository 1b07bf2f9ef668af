package dev.limbeck.evaluator;

import dev.limbeck.contract.event.Scores;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.Comparison;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.EvaluationReport.HeldOutSummary;
import dev.limbeck.contract.event.Evidence;
import dev.limbeck.contract.event.PairedCounts;
import dev.limbeck.contract.event.PromotionDecision;
import dev.limbeck.contract.event.Reference;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.PendingOrder;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.lifecycle.StateBuilder;
import dev.limbeck.contract.run.DistillationRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Orders as the orchestrator gives them, and the state of a run that waits for them. */
public final class Orders {
    private Orders() {}

    public static RunOrder.Evaluate evaluate(
            CheckpointAnnounced candidate,
            TeacherPublished teacher,
            Optional<Champion> champion,
            Optional<CheckpointAnnounced> control) {
        String against = champion.map(Champion::checkpointDigest).orElse("none");
        return new RunOrder.Evaluate(
                "evaluate/%s/%s/%s".formatted(candidate.run(), candidate.digest(), against),
                1,
                candidate.run(),
                candidate.generation(),
                candidate,
                teacher,
                champion,
                control);
    }

    public static RunOrder.Promote promote(CheckpointAnnounced candidate) {
        return promote(candidate, report(candidate, score(candidate.student(), candidate.checkpointId())));
    }

    public static RunOrder.Promote promote(CheckpointAnnounced candidate, EvaluationReport report) {
        return new RunOrder.Promote(
                "promote/%s/%s".formatted(candidate.run(), candidate.digest()),
                1,
                candidate.run(),
                candidate.generation(),
                candidate,
                report,
                new PromotionDecision.Promote("Better, it is.", new Evidence("e", Optional.empty(), List.of())));
    }

    public static RunOrder.PointChampion point(String run, Champion champion) {
        return new RunOrder.PointChampion(
                "point/%s/%s".formatted(run, champion.checkpointDigest()), 1, run, champion.generation(), champion);
    }

    public static Champion champion(CheckpointAnnounced promoted, Score score, String location) {
        return new Champion(promoted.generation(), promoted.digest(), score, location, Instant.EPOCH);
    }

    public static Score score(String student, String checkpointId) {
        return Scores.of(student, Score.Arm.DISTILLED, checkpointId, 200, Scores.metrics(0.9, 0.1, 0.1, 0.1, 0.9, 0.05), new Score.Cost(1, 1, 1, 1, 1));
    }

    public static EvaluationReport report(CheckpointAnnounced candidate, Score score) {
        return new EvaluationReport(
                candidate.run(),
                candidate.generation(),
                "evaluate",
                1,
                candidate.digest(),
                new HeldOutSummary("h", 1, 1, 0, Reference.HARD_LABEL, new TreeMap<>()),
                score,
                Optional.empty(),
                Optional.empty(),
                score,
                Optional.empty(),
                Optional.empty(),
                new Comparison(Optional.empty(), new PairedCounts(0, 0, 0, 0), List.of()),
                Optional.empty(),
                new EvaluationReport.ObjectiveLoss(OptionalDouble.empty(), 0),
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty());
    }

    /** The run as it waits for these orders. */
    public static RunState stateOf(
            DistillationRun run, RunPhase phase, long revision, List<? extends RunOrder> pending) {
        return StateBuilder.declared(run)
                .revision(revision)
                .sequence(revision)
                .phase(phase)
                .orders(pending.stream()
                        .map(order -> new PendingOrder(order, Instant.EPOCH))
                        .toList())
                .build();
    }

    /** All that is to be labelled is. */
    public static RunState sourceDrained(RunState state) {
        return StateBuilder.from(state).sourceDrained(true).build();
    }
}
