package dev.limbeck.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.limbeck.contract.artifact.Arithmetic;
import dev.limbeck.contract.json.Kept;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

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
 * @param location of the whole report, relative to the store's root: of more than {@value #MOST_CLASSES} classes, this one
 *     tells of those that matter most; absent in reports of before they were kept
 * @param arithmetic what all of it was measured with; absent in reports of before it was named
 */
@Kept(
        value = "an evaluation report",
        version = 3,
        earlier = {FirstReportVersion.class, SecondReportVersion.class})
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
        Instant evaluatedAt,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> location,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Arithmetic> arithmetic) {
    /** So many classes are told of: a report has to be sent, and shown. */
    public static final int MOST_CLASSES = 1000;

    /** What a decision can depend on: small, however many classes there are. */
    public EvaluationReport summary() {
        return with(
                heldOut.only(label -> false),
                Score::summary,
                Comparison::greatestLosses,
                against -> against.only(one -> false),
                location);
    }

    /** Told of these classes only. */
    public EvaluationReport only(IntPredicate classes) {
        UnaryOperator<Comparison> those = against -> against.only(one -> classes.test(one.label()));
        return with(heldOut.only(classes), score -> score.ofClasses(classes), those, those, location);
    }

    public EvaluationReport keptAt(String wholeReport) {
        return with(heldOut, score -> score, against -> against, against -> against, Optional.of(wholeReport));
    }

    private EvaluationReport with(
            HeldOutSummary heldOutOf,
            UnaryOperator<Score> score,
            UnaryOperator<Comparison> champions,
            UnaryOperator<Comparison> others,
            Optional<String> wholeReport) {
        return new EvaluationReport(
                run,
                generation,
                orderId,
                attempt,
                checkpointDigest,
                heldOutOf,
                score.apply(candidate),
                champion.map(score),
                championDefect,
                score.apply(teacher),
                control.map(score),
                againstChampion.map(champions),
                others.apply(againstTeacher),
                againstControl.map(others),
                loss,
                evaluatedAt,
                wholeReport,
                arithmetic);
    }

    /**
     * Which examples were used.
     *
     * @param digest SHA-256 over their ids, hard labels and teacher versions, in order
     * @param labelled how many have a hard label
     * @param fromTestPart how many are the labelled data set's; the others are of the stream
     * @param reference what counts as right: the teacher where no example is labelled
     * @param balance examples by the class that the reference gives them, of the classes that are told of
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

        HeldOutSummary only(IntPredicate classes) {
            var kept = new TreeMap<>(balance);
            kept.keySet().removeIf(label -> !classes.test(label));
            return new HeldOutSummary(digest, examples, labelled, fromTestPart, reference, kept);
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
