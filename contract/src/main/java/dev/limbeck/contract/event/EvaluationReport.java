package dev.limbeck.contract.event;

import java.time.Instant;
import java.util.Optional;

/**
 * Candidate, champion, teacher and control, measured on the same held-out examples. What follows from it is decided
 * elsewhere.
 *
 * @param orderId of the order it answers, at the attempt it answers
 * @param checkpointDigest of the candidate
 * @param champion the one the order named; absent before the first promotion and where it cannot be measured
 * @param championDefect why the champion cannot be measured any more, one sentence
 * @param control newest evaluated checkpoint of the no-teacher arm, where the run has one
 */
public record EvaluationReport(
        String run,
        int generation,
        String orderId,
        int attempt,
        String checkpointDigest,
        HeldOutSummary heldOut,
        Score candidate,
        Optional<Score> champion,
        Optional<String> championDefect,
        Score teacher,
        Optional<Score> control,
        Instant evaluatedAt) {

    /**
     * Which examples were used.
     *
     * @param digest SHA-256 over their ids, hard labels and teacher versions, in order
     * @param labelled how many have a hard label
     */
    public record HeldOutSummary(String digest, int examples, int labelled) {}
}
