package dev.limbeck.contract.event;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Candidate, champion, teacher and control, measured on the same held-out examples. What follows from it is decided
 * elsewhere.
 *
 * @param orderId of the order it answers, at the attempt it answers
 * @param checkpointDigest of the candidate
 * @param champion the one the order named; absent before the first promotion and where it cannot be measured
 * @param championDefect why the champion cannot be measured any more, one sentence
 * @param control newest evaluated checkpoint of the no-teacher arm, where the run has one
 * @param againstChampion present with {@code champion}
 * @param againstControl present with {@code control}, unless the candidate is the control
 * @param loss of the candidate's objective, on what it learnt from and on what it never saw
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
        Optional<Comparison> againstChampion,
        Comparison againstTeacher,
        Optional<Comparison> againstControl,
        ObjectiveLoss loss,
        Instant evaluatedAt) {

    /**
     * Which examples were used.
     *
     * @param digest SHA-256 over their ids, hard labels and teacher versions, in order
     * @param labelled how many have a hard label
     * @param fromTestPart how many are the labelled data set's; the others are of the stream
     * @param reference what counts as right: the teacher where no example is labelled
     * @param balance examples by the class that the reference gives them
     */
    public record HeldOutSummary(
            String digest,
            int examples,
            int labelled,
            int fromTestPart,
            Reference reference,
            SortedMap<Integer, Integer> balance) {
        public HeldOutSummary {
            balance = Collections.unmodifiableSortedMap(new TreeMap<>(balance));
        }
    }

    /**
     * The student's own objective, in its unit. A held-out loss that rises while the training loss falls is
     * overfitting.
     *
     * @param training mean over the steps since the checkpoint before; absent where there were none
     * @param heldOut by the declared objective, over all held-out examples; of a control, over the labelled ones, and no
     *     number where there are none
     */
    public record ObjectiveLoss(OptionalDouble training, double heldOut) {}
}
