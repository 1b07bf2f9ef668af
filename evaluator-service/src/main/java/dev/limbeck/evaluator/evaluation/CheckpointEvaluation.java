package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.artifact.Arithmetic;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.EvaluationReport.ObjectiveLoss;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.task.Task;
import dev.limbeck.evaluator.metric.RecordComparison;
import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.lifecycle.RunOrder.Evaluate;
import dev.limbeck.contract.run.PromotionSpec.Metric;
import dev.limbeck.contract.time.Ticker;
import dev.limbeck.evaluator.admission.CheckpointAdmission;
import dev.limbeck.evaluator.admission.Objection;
import dev.limbeck.evaluator.admission.Objection.Reason;
import dev.limbeck.evaluator.evaluation.Contenders.ChampionsScore;
import dev.limbeck.evaluator.evaluation.Outcome.Measured;
import dev.limbeck.evaluator.evaluation.Outcome.NotYet;
import dev.limbeck.evaluator.evaluation.Outcome.Refused;
import dev.limbeck.evaluator.heldout.HeldOutSet;
import dev.limbeck.network.UnusableNetworkException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;

/**
 * Measures the checkpoints of one generation as ordered: candidate, champion, teacher and control on one and the same
 * held-out set. It decides nothing and keeps nothing, so an order may be carried out again. One thread.
 */
public final class CheckpointEvaluation {
    private final Task task;
    private final TestBench bench;
    private final CheckpointAdmission admission;
    private final Scorer scorer;
    private final Contenders contenders;
    private final Arithmetic arithmetic;
    private final Clock clock;

    CheckpointEvaluation(
            Task task,
            TestBench bench,
            CheckpointAdmission admission,
            Scorer scorer,
            Contenders contenders,
            Arithmetic arithmetic,
            Clock clock) {
        this.task = task;
        this.bench = bench;
        this.admission = admission;
        this.scorer = scorer;
        this.contenders = contenders;
        this.arithmetic = arithmetic;
        this.clock = clock;
    }

    /** @param metric that is decided by: it says which examples there have to be enough of */
    public Outcome evaluate(Evaluate order, Metric metric) {
        var falsehood = admission.falsehoodOf(order.candidate());
        if (falsehood.isPresent()) {
            return new Refused(falsehood.get());
        }
        var heldOut = bench.heldOut(order.teacher(), metric);
        return heldOut.isPresent() ? evaluate(order, heldOut.get()) : new NotYet(bench.describe(metric));
    }

    private Outcome evaluate(Evaluate order, HeldOutSet heldOut) {
        var objection = admission.objectionTo(order.candidate());
        if (objection.isPresent()) {
            return new Refused(objection.get());
        }
        try {
            return evaluateWhole(order, heldOut);
        } catch (UncheckedIOException unreadable) {
            // The student may have pruned it since we looked.
            return new Refused(admission.objectionTo(order.candidate()).orElseThrow(() -> unreadable));
        }
    }

    private Outcome evaluateWhole(Evaluate order, HeldOutSet heldOut) {
        var start = Ticker.SYSTEM.reading();
        Scored candidate;
        try {
            candidate = scorer.score(contenders.underTest(order.candidate()), heldOut);
        } catch (UnusableNetworkException unusable) {
            return new Refused(new Objection(Reason.UNUSABLE, String.valueOf(unusable.getMessage())));
        }
        var report = report(order, candidate, heldOut);
        return new Measured(report, Ticker.SYSTEM.since(start));
    }

    private EvaluationReport report(Evaluate order, Scored candidate, HeldOutSet heldOut) {
        var champion = order.champion()
                .map(one -> contenders.champion(one, heldOut))
                .orElseGet(() -> new ChampionsScore(Optional.empty(), Optional.empty()));
        var teacher = teachersScore(order.teacher(), heldOut);
        boolean isControl = candidate.score().arm() == Score.Arm.CONTROL;
        var control =
                isControl ? Optional.of(candidate) : order.control().flatMap(one -> contenders.control(one, heldOut));
        var comparison = new RecordComparison(task, heldOut.reference(), heldOut.truth(task));
        return new EvaluationReport(
                order.run(),
                order.generation(),
                order.orderId(),
                order.attempt(),
                order.candidate().digest(),
                heldOut.summary(task),
                candidate.score(),
                champion.scored().map(Scored::score),
                champion.defect(),
                teacher.score(),
                control.map(Scored::score),
                champion.scored().map(one -> comparison.of(candidate.values(), one.values())),
                comparison.of(candidate.values(), teacher.values()),
                control.filter(one -> !isControl).map(one -> comparison.of(candidate.values(), one.values())),
                new ObjectiveLoss(
                        order.candidate().trainingLoss(),
                        candidate.objectiveLoss().orElseThrow()),
                clock.instant(),
                Optional.empty(),
                Optional.of(arithmetic));
    }

    /** Without a teacher no report is whole: this is for a person to mend, and then goes on. */
    private Scored teachersScore(TeacherPublished teacher, HeldOutSet heldOut) {
        try {
            return scorer.scoreTeacher(bench.underTest(teacher), heldOut);
        } catch (UnusableNetworkException unusable) {
            throw TestBench.withoutTeacher(teacher, unusable);
        }
    }
}
