package dev.limbeck.orchestrator.gate;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.PromotionDecision;
import dev.limbeck.contract.event.PromotionDecision.AwaitApproval;
import dev.limbeck.contract.event.PromotionDecision.Promote;
import dev.limbeck.contract.run.PromotionSpec;
import dev.limbeck.contract.run.PromotionSpec.Approval;

/** The rule on which a run promotes, and who has the last word on what it lets pass. */
public record PromotionGate(PromotionSpec spec) {

    /**
     * @param report on a candidate, beside the champion as it is now
     * @param hasChampion whether there is one
     */
    public PromotionDecision decide(EvaluationReport report, boolean hasChampion) {
        var decision = new PromotionRule(spec.metric()).decide(report, hasChampion);
        return decision instanceof Promote && spec.approval() == Approval.MANUAL
                ? new AwaitApproval(decision.reason(), decision.evidence())
                : decision;
    }
}
