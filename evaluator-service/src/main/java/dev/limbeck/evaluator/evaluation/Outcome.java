package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.event.EvaluationReport;
import java.time.Duration;

/** What became of an announced checkpoint. */
public sealed interface Outcome {

    /**
     * Measured and decided; the report is still to be published.
     *
     * @param took without the wait for something to measure with; zero when it was measured before a crash
     */
    record Evaluated(EvaluationReport report, Duration took) implements Outcome {}

    /** Evaluated before: a checkpoint is judged once. */
    record Duplicate() implements Outcome {}

    /** Not measured, for good. */
    record Skipped(SkipReason reason, String detail) implements Outcome {}
}
