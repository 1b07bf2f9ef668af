package dev.limbeck.evaluator.watch;

import dev.limbeck.contract.run.TeacherGuardSpec;
import dev.limbeck.evaluator.drift.LookBudget;
import dev.limbeck.evaluator.metric.Accuracy;
import dev.limbeck.evaluator.metric.CalibrationError;
import dev.limbeck.evaluator.metric.LabelledLogits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.BinomialTest;

/**
 * Whether the teacher is right as often as it has to be, on the examples whose truth is known.
 *
 * <p>It fell behind when a full window's accuracy lies below its held-out accuracy less the allowed drop, by the exact
 * one-sided binomial test; alpha is spent over all windows. It has caught up after {@value #WINDOWS_TO_CATCH_UP} windows in
 * a row in the upper half of what is allowed. Between the two bounds it stays what it is, so that it does not flap.
 */
final class TeacherGuard {
    private static final int WINDOWS_TO_CATCH_UP = 2;
    private static final BinomialTest LESS = BinomialTest.withDefaults().with(AlternativeHypothesis.LESS_THAN);

    private final double expected;
    private final double drop;
    private final int window;
    private final LookBudget budget;
    private final List<LabelledLogits> examples = new ArrayList<>();
    private boolean behind;
    private int goodWindows;

    /**
     * @param expected accuracy on the held-out set
     * @param window labelled examples that are tested at once
     * @param alpha probability of ever taking a teacher within bounds for one that fell behind
     */
    TeacherGuard(double expected, TeacherGuardSpec declared, int window, double alpha) {
        this.expected = expected;
        this.drop = declared.maxAccuracyDrop();
        this.window = window;
        this.budget = new LookBudget(alpha);
    }

    /** What a window shows. */
    sealed interface Turn {
        record FellBehind(int examples, double accuracy, double calibrationError) implements Turn {}

        record CaughtUp(int examples, double accuracy) implements Turn {}
    }

    double expected() {
        return expected;
    }

    /** What the run takes the teacher for: said by another replica, or before this one began. */
    void take(boolean isBehind) {
        if (behind != isBehind) {
            behind = isBehind;
            goodWindows = 0;
        }
    }

    /** The turn that this example's window gives away, if it is full and does. */
    Optional<Turn> add(LabelledLogits example) {
        examples.add(example);
        if (examples.size() < window) {
            return Optional.empty();
        }
        double accuracy = Accuracy.of(examples);
        var turn = behind ? caughtUp(accuracy) : fellBehind(accuracy);
        turn.ifPresent(turned -> take(!behind));
        examples.clear();
        return turn;
    }

    private Optional<Turn> fellBehind(double accuracy) {
        int right = (int) Math.round(accuracy * window);
        double pValue = LESS.test(window, right, Math.max(0, expected - drop)).getPValue();
        return pValue <= budget.next()
                ? Optional.of(new Turn.FellBehind(
                        window, accuracy, CalibrationError.of(examples).value()))
                : Optional.empty();
    }

    private Optional<Turn> caughtUp(double accuracy) {
        goodWindows = accuracy >= expected - drop / 2 ? goodWindows + 1 : 0;
        return goodWindows == WINDOWS_TO_CATCH_UP ? Optional.of(new Turn.CaughtUp(window, accuracy)) : Optional.empty();
    }
}
