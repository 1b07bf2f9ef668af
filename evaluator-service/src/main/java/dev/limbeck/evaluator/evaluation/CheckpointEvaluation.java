package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.checkpoint.CheckpointFolder;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.evaluator.evaluation.Outcome.Duplicate;
import dev.limbeck.evaluator.evaluation.Outcome.Evaluated;
import dev.limbeck.evaluator.evaluation.Outcome.Skipped;
import dev.limbeck.evaluator.heldout.HeldOutSet;
import dev.limbeck.evaluator.promotion.PromotionRule;
import dev.limbeck.network.UnusableNetworkException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * One checkpoint after the other, from announcement to report: candidate, champion, teacher and control on one and the
 * same held-out set. Evaluating an announcement again has no further effect. One thread.
 */
public final class CheckpointEvaluation {
    private final DistillationRun run;
    private final Scoreboard scoreboard;
    private final TestBench bench;
    private final CheckpointAdmission admission;
    private final Champions champions;
    private final Scorer scorer;
    private final Contenders contenders;
    private final Clock clock;

    CheckpointEvaluation(
            DistillationRun run,
            Scoreboard scoreboard,
            TestBench bench,
            CheckpointAdmission admission,
            Champions champions,
            Scorer scorer,
            Clock clock) {
        this.run = run;
        this.scoreboard = scoreboard;
        this.bench = bench;
        this.admission = admission;
        this.champions = champions;
        this.scorer = scorer;
        this.contenders = new Contenders(scoreboard, champions, scorer, admission.store());
        this.clock = clock;
    }

    /** Waits until there is something to measure with. The scoreboard learns of it from the published report. */
    public Outcome evaluate(CheckpointAnnounced announced) throws InterruptedException {
        if (scoreboard.isEvaluated(announced.digest())) {
            return new Duplicate();
        }
        var falsehood = admission.falsehoodOf(announced);
        if (falsehood.isPresent()) {
            return falsehood.get();
        }
        var promotedBefore = champions.resume(announced);
        return promotedBefore.isPresent()
                ? new Evaluated(promotedBefore.get(), Duration.ZERO)
                : evaluate(announced, bench.await());
    }

    private Outcome evaluate(CheckpointAnnounced announced, TestBench.Ready ready) {
        var objection = admission.objectionTo(announced);
        if (objection.isPresent()) {
            return objection.get();
        }
        try {
            return evaluateWhole(announced, ready);
        } catch (UncheckedIOException unreadable) {
            // The student may have pruned it since we looked.
            return admission.objectionTo(announced).orElseThrow(() -> unreadable);
        }
    }

    private Outcome evaluateWhole(CheckpointAnnounced announced, TestBench.Ready ready) {
        var start = clock.instant();
        var checkpoint = admission.folderOf(announced).orElseThrow();
        Score candidate;
        try {
            candidate = scorer.score(candidate(announced, checkpoint), ready.heldOut());
        } catch (UnusableNetworkException unusable) {
            return new Skipped(SkipReason.UNUSABLE, String.valueOf(unusable.getMessage()));
        }
        var report = report(announced, candidate, ready);
        champions.settle(report, announced, checkpoint);
        return new Evaluated(report, Duration.between(start, clock.instant()));
    }

    private EvaluationReport report(CheckpointAnnounced announced, Score candidate, TestBench.Ready ready) {
        var heldOut = ready.heldOut();
        var champion = contenders.champion(heldOut);
        return new EvaluationReport(
                run.name(),
                announced.digest(),
                heldOut.summary(),
                candidate,
                champion.measured(),
                teachersScore(ready.teacher(), heldOut),
                candidate.arm() == Score.Arm.CONTROL ? Optional.of(candidate) : contenders.control(heldOut),
                new PromotionRule(run.spec().promotion().metric()).decide(candidate, champion),
                clock.instant());
    }

    /** Without a teacher no report is whole, now or later: this is for a person to mend. */
    private Score teachersScore(TeacherPublished teacher, HeldOutSet heldOut) {
        try {
            return scorer.scoreTeacher(underTest(teacher), heldOut);
        } catch (UnusableNetworkException unusable) {
            throw TestBench.withoutTeacher(teacher, unusable);
        }
    }

    private NetworkUnderTest candidate(CheckpointAnnounced announced, CheckpointFolder checkpoint) {
        return new NetworkUnderTest(
                announced.digest(),
                announced.student(),
                run.spec().student(announced.student()).isControl() ? Score.Arm.CONTROL : Score.Arm.DISTILLED,
                announced.checkpointId(),
                announced.step(),
                admission.store().network(announced.networkDigest()),
                Optional.of(checkpoint.weights()));
    }

    private NetworkUnderTest underTest(TeacherPublished teacher) {
        return new NetworkUnderTest(
                teacher.sha256(),
                "teacher",
                Score.Arm.TEACHER,
                teacher.version(),
                0,
                bench.networkFile(teacher),
                Optional.empty());
    }
}
