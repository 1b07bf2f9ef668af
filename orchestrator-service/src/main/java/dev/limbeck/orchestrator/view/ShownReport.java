package dev.limbeck.orchestrator.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.limbeck.contract.event.EvaluationReport;

/**
 * A report as the API tells it: what was measured, and how certain that is.
 *
 * @param report its fields stand beside {@code intervals}
 */
public record ShownReport(@JsonUnwrapped EvaluationReport report, Intervals intervals) {
    public static ShownReport of(EvaluationReport report) {
        return new ShownReport(report, Intervals.of(report));
    }
}
