package dev.limbeck.orchestrator.gate;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.Reference;

/**
 * Answers whether the teacher helps: the candidate beside the newest of the no-teacher arm. It is told and decides
 * nothing, so it is tested at 5 % each time, whatever was tested before.
 */
final class ControlRemark {
    private static final double LEVEL = 0.05;

    private ControlRemark() {}

    /** A clause, or nothing where the run has no control. */
    static String of(EvaluationReport report, Reference reference) {
        if (report.control().isEmpty() || report.againstControl().isEmpty()) {
            return "";
        }
        var pairing = Pairing.of(report.againstControl().get(), reference);
        if (pairing.examples() == 0) {
            return "";
        }
        double pValue = DifferenceTest.of(pairing.differences(), 0, LEVEL).pValue();
        double lead = pairing.differences().mean();
        return Wording.text(
                "; it %s the control, %s, by %s (%sp %s)",
                pValue <= LEVEL ? "beats" : lead > 0 ? "is not shown to beat" : "does not beat",
                Wording.name(report.control().get()),
                Wording.amount(lead, pairing),
                pairing.counts().map(counts -> Wording.alone(counts) + ", ").orElse(""),
                Wording.small(pValue));
    }
}
