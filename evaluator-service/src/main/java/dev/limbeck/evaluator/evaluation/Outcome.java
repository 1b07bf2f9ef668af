package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.event.EvaluationReport;

/** What became of an announced checkpoint. */
public sealed interface Outcome {

    /** Measured and decided; the report is still to be published. */
    record Evaluated(EvaluationReport report) implements Outcome {}

    /** Evaluated before: a checkpoint is judged once. */
    record Duplicate() implements Outcome {}

    /** Not measured, for good. */
    record Skipped(SkipReason reason, String detail) implements Outcome {}
}
