package dev.limbeck.contract.event;

import java.time.Instant;
import java.util.Optional;

/**
 * Candidate, champion, teacher and control on the same held-out examples, and what was decided.
 *
 * @param checkpointDigest of the candidate: a checkpoint is evaluated once
 * @param champion as it was before the decision; absent before the first promotion and where it is damaged
 * @param control newest evaluated checkpoint of the no-teacher arm, where the run has one
 */
public record EvaluationReport(
        String run,
        String checkpointDigest,
        HeldOutSummary heldOut,
        Score candidate,
        Optional<Score> champion,
        Score teacher,
        Optional<Score> control,
        PromotionDecision decision,
        Instant evaluatedAt) {

    /**
     * Which examples were used.
     *
     * @param digest SHA-256 over their ids, hard labels and teacher versions, in order
     * @param labelled how many have a hard label
     */
    public record HeldOutSummary(String digest, int examples, int labelled) {}
}
