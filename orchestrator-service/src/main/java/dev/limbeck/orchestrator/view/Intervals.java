package dev.limbeck.orchestrator.view;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.EvaluationReport.HeldOutSummary;
import dev.limbeck.contract.event.Score;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/** How certain the shares of a report are, for whoever draws them: 95 % Wilson score intervals. */
public record Intervals(OfScore candidate, Optional<OfScore> champion, OfScore teacher, Optional<OfScore> control) {
    private static final double ERROR_RATE = 0.05;

    static Intervals of(EvaluationReport report) {
        var heldOut = report.heldOut();
        return new Intervals(
                OfScore.of(report.candidate(), heldOut),
                report.champion().map(score -> OfScore.of(score, heldOut)),
                OfScore.of(report.teacher(), heldOut),
                report.control().map(score -> OfScore.of(score, heldOut)));
    }

    /** Shares in [0, 1] between which the true one lies. */
    public record Interval(double low, double high) {
        /** @return empty where nothing was counted */
        static Optional<Interval> of(OptionalDouble share, long examples) {
            if (share.isEmpty() || Double.isNaN(share.getAsDouble()) || examples < 1) {
                return Optional.empty();
            }
            int trials = Math.toIntExact(examples);
            int right = Math.toIntExact(Math.round(share.getAsDouble() * trials));
            var bounds = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(trials, right, ERROR_RATE);
            return Optional.of(new Interval(bounds.getLowerBound(), bounds.getUpperBound()));
        }
    }

    /**
     * Of one network.
     *
     * @param slices accuracy of each, in the order of the score's
     */
    public record OfScore(
            Optional<Interval> accuracy, Optional<Interval> teacherAgreement, List<Optional<Interval>> slices) {
        public OfScore {
            slices = List.copyOf(slices);
        }

        static OfScore of(Score score, HeldOutSummary heldOut) {
            return new OfScore(
                    Interval.of(score.accuracy(), heldOut.labelled()),
                    Interval.of(OptionalDouble.of(score.teacherAgreement()), heldOut.examples()),
                    score.slices().stream()
                            .map(slice -> Interval.of(
                                    slice.accuracy(), slice.labelled().orElse(0)))
                            .toList());
        }
    }
}
