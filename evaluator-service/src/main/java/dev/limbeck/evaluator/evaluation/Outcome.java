package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.evaluator.admission.Objection;
import java.time.Duration;

/** What became of a checkpoint that was to be measured. */
public sealed interface Outcome {

    /** @param took without the wait for something to measure with */
    record Measured(EvaluationReport report, Duration took) implements Outcome {}

    /** Cannot be measured, now or later. */
    record Refused(Objection objection) implements Outcome {}

    /** Cannot be measured now. */
    record NotYet(String reason) implements Outcome {}
}
