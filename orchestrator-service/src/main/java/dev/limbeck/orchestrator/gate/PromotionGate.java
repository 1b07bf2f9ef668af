package dev.limbeck.orchestrator.gate;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.Evidence;
import dev.limbeck.contract.event.Evidence.GuardVerdict;
import dev.limbeck.contract.event.Evidence.PairedTest;
import dev.limbeck.contract.event.PromotionDecision;
import dev.limbeck.contract.event.PromotionDecision.AwaitApproval;
import dev.limbeck.contract.event.PromotionDecision.Hold;
import dev.limbeck.contract.event.PromotionDecision.Promote;
import dev.limbeck.contract.event.Reference;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.metric.Metric;
import dev.limbeck.contract.run.PromotionSpec;
import dev.limbeck.contract.run.PromotionSpec.Approval;
import dev.limbeck.contract.task.Task;
import java.util.List;
import java.util.Optional;

/**
 * The rule on which a run promotes, and who has the last word on what it lets pass. A candidate that is compared with a
 * champion spends of the run's error budget, which its evidence shows by having a test; nothing else spends.
 */
public record PromotionGate(Task task, PromotionSpec spec) {

    /**
     * @param report on a candidate, beside the champion as it is now
     * @param hasChampion whether there is one
     * @param comparison number that a comparison with the champion has in the run, the first being 1
     */
    public PromotionDecision decide(EvaluationReport report, boolean hasChampion, long comparison) {
        String digest = new EvidenceDigest(report.summary(), spec, comparison).hex();
        return unfit(report, hasChampion)
                .<PromotionDecision>map(why -> new Hold(why, new Evidence(digest, Optional.empty(), List.of())))
                .orElseGet(() -> judge(report, comparison, digest));
    }

    /** Why there is nothing to judge. */
    private Optional<String> unfit(EvaluationReport report, boolean hasChampion) {
        var candidate = report.candidate();
        String name = Wording.name(candidate);
        if (candidate.arm() == Score.Arm.CONTROL) {
            return Optional.of("%s is the control arm, which is measured but never promoted.".formatted(name));
        }
        if (hasChampion
                && (report.champion().isEmpty() || report.againstChampion().isEmpty())) {
            return Optional.of("The champion cannot be measured any more, so %s is compared with none: %s."
                    .formatted(name, report.championDefect().orElse("it is not there")));
        }
        long examples = hasChampion
                ? Pairing.of(report.againstChampion().orElseThrow(), reference(report))
                        .examples()
                : examples(report, reference(report));
        if (examples == 0) {
            return Optional.of("There is no held-out example that %s could be judged by.".formatted(name));
        }
        return hasNoNumber(report)
                ? Optional.of("What was measured of %s is not a number.".formatted(name))
                : Optional.empty();
    }

    /** Of what candidates are judged by, or of anything else that was measured. */
    private boolean hasNoNumber(EvaluationReport report) {
        return value(report.candidate(), reference(report)).isEmpty()
                || report.candidate().metrics().values().stream().anyMatch(metric -> !metric.isKnown());
    }

    private PromotionDecision judge(EvaluationReport report, long comparison, String digest) {
        var test = report.againstChampion()
                .map(against -> Pairing.of(against, reference(report)))
                .map(pairing -> new ChampionTest(spec).run(pairing, reference(report), comparison));
        var guards = new GuardChecks(task, spec.guards()).check(report);
        String sentence =
                finding(report, test) + Wording.guarded(guards) + ControlRemark.of(report, reference(report)) + ".";
        var evidence = new Evidence(digest, test, guards);
        if (test.map(PairedTest::passes).orElse(true) && guards.stream().allMatch(GuardVerdict::holds)) {
            return spec.approval() == Approval.MANUAL
                    ? new AwaitApproval(sentence, evidence)
                    : new Promote(sentence, evidence);
        }
        return new Hold(sentence, evidence);
    }

    private String finding(EvaluationReport report, Optional<PairedTest> test) {
        return test.map(done -> Wording.tested(
                        done, report.candidate(), report.champion().orElseThrow()))
                .orElseGet(() -> Wording.measured(
                                report.candidate(),
                                metric(reference(report)),
                                reference(report),
                                value(report.candidate(), reference(report)).orElseThrow(),
                                examples(report, reference(report)))
                        + " and has no champion before it");
    }

    private Reference reference(EvaluationReport report) {
        return Reference.of(spec.metric(), report.heldOut().labelled());
    }

    private Metric metric(Reference reference) {
        return reference == Reference.HARD_LABEL ? task.judged() : Metric.TEACHER_AGREEMENT;
    }

    private Optional<Double> value(Score score, Reference reference) {
        return score.metric(metric(reference)).map(Measured::value);
    }

    private static long examples(EvaluationReport report, Reference reference) {
        return reference.judges(report.heldOut().examples(), report.heldOut().labelled());
    }
}
