package dev.limbeck.orchestrator.gate;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.Reference;

/**
 * Answers whether the teacher helps: the candidate beside the newest of the no-teacher arm. It is told and decides
 * nothing, so it is tested at 5 % each time, whatever was tested before.
 */
record ControlRemark(ChampionTest test) {
    private static final double LEVEL = 0.05;

    /** A clause, or nothing where the run has no control. */
    String of(EvaluationReport report, Reference reference) {
        if (report.control().isEmpty() || report.againstControl().isEmpty()) {
            return "";
        }
        var counts = test.counts(report.againstControl().get(), reference);
        if (counts.examples() == 0) {
            return "";
        }
        double pValue = new ExactPairedTest(0, LEVEL).pValue(counts);
        return Wording.text(
                "; it %s the control, %s, by %.3f points (%s, p %s)",
                pValue <= LEVEL ? "beats" : counts.difference() > 0 ? "is not shown to beat" : "does not beat",
                Wording.name(report.control().get()),
                100 * counts.difference(),
                Wording.alone(counts),
                Wording.small(pValue));
    }
}
