package dev.limbeck.evaluator.watch;

import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.run.TeacherGuardSpec;
import dev.limbeck.contract.task.Classification;
import dev.limbeck.contract.task.Task;
import dev.limbeck.evaluator.drift.LookBudget;
import dev.limbeck.network.metric.TaskMetrics;
import dev.limbeck.network.metric.TestedOutputs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whether the teacher is right as often as it has to be, on the examples whose truth is known: how much they are worth.
 *
 * <p>It fell behind when a full window's mean lies below its held-out mean less the allowed drop, by the one-sided
 * {@link MeanTest}; alpha is spent over all windows. It has caught up after {@value #WINDOWS_TO_CATCH_UP} windows in a row
 * in the upper half of what is allowed. Between the two bounds it stays what it is, so that it does not flap.
 */
final class TeacherGuard {
    private static final int WINDOWS_TO_CATCH_UP = 2;

    private final Task task;
    private final MeanTest test;
    private final double expected;
    private final double drop;
    private final int window;
    private final LookBudget budget;
    private final List<Output> outputs = new ArrayList<>();
    private final List<Optional<HardLabel>> labels = new ArrayList<>();
    private boolean behind;
    private int goodWindows;

    /**
     * @param expected mean value on the held-out set
     * @param window labelled examples that are tested at once
     * @param alpha probability of ever taking a teacher within bounds for one that fell behind
     */
    TeacherGuard(Task task, double expected, TeacherGuardSpec declared, int window, double alpha) {
        this.task = task;
        this.test = new MeanTest(task.marks() == 1);
        this.expected = expected;
        this.drop = declared.maxAccuracyDrop();
        this.window = window;
        this.budget = new LookBudget(alpha);
    }

    /** What a window shows; {@code accuracy} is its mean value. */
    sealed interface Turn {
        /** @param calibrationError no number of a task that has none */
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
    Optional<Turn> add(Output output, HardLabel label) {
        outputs.add(output);
        labels.add(Optional.of(label));
        if (outputs.size() < window) {
            return Optional.empty();
        }
        var tested = new TestedOutputs(task, outputs, outputs, labels);
        outputs.clear();
        labels.clear();
        double accuracy = Arrays.stream(tested.values()).sum() / window;
        var turn = behind ? caughtUp(accuracy) : fellBehind(accuracy, tested);
        turn.ifPresent(turned -> take(!behind));
        return turn;
    }

    private Optional<Turn> fellBehind(double accuracy, TestedOutputs tested) {
        double pValue = test.pValueOfLess(window, accuracy * window, Math.max(0, expected - drop));
        return pValue <= budget.next()
                ? Optional.of(new Turn.FellBehind(window, accuracy, calibrationError(tested)))
                : Optional.empty();
    }

    private static double calibrationError(TestedOutputs tested) {
        return Optional.ofNullable(TaskMetrics.of(tested).metrics().get(Classification.CALIBRATION_ERROR.name()))
                .map(Measured::value)
                .orElse(Double.NaN);
    }

    private Optional<Turn> caughtUp(double accuracy) {
        goodWindows = accuracy >= expected - drop / 2 ? goodWindows + 1 : 0;
        return goodWindows == WINDOWS_TO_CATCH_UP ? Optional.of(new Turn.CaughtUp(window, accuracy)) : Optional.empty();
    }
}
