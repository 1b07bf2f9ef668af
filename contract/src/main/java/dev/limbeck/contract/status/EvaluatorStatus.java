package dev.limbeck.contract.status;

import dev.limbeck.contract.artifact.Arithmetic;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.Score;
import java.util.List;
import java.util.Optional;

/**
 * What an evaluator replica has measured.
 *
 * @param latest newest score of every student, and of the teacher
 * @param champion the promoted student's score when it was promoted or last compared
 * @param arithmetic what the newest was measured with
 */
public record EvaluatorStatus(
        String run,
        Optional<EvaluationReport.HeldOutSummary> heldOut,
        long evaluations,
        List<Score> latest,
        Optional<Score> champion,
        Optional<Arithmetic> arithmetic) {
    public EvaluatorStatus {
        latest = List.copyOf(latest);
    }
}
