package dev.limbeck.network.metric;

import dev.limbeck.contract.kind.Kinds;
import dev.limbeck.contract.task.Classification;
import dev.limbeck.contract.task.MultiLabel;
import dev.limbeck.contract.task.Ranking;
import dev.limbeck.contract.task.Regression;
import dev.limbeck.contract.task.Task;
import java.util.function.Function;

/** Measures what networks of one task are told apart by, beside what is measured of every task. */
public interface TaskMetrics {
    /** All of the task's metrics that the outputs tell of. */
    static Measurement of(TestedOutputs tested) {
        return ByTask.METRICS.of(tested.task()).apply(tested);
    }

    /** By the kind of the task. */
    final class ByTask {
        private static final Kinds<Task, Function<TestedOutputs, Measurement>> METRICS =
                Kinds.<Task, Function<TestedOutputs, Measurement>>of(Task.class)
                        .when(Classification.class, task -> new ClassificationMetrics(task)::measure)
                        .when(Regression.class, task -> new RegressionMetrics(task)::measure)
                        .when(MultiLabel.class, task -> new MultiLabelMetrics(task)::measure)
                        .when(Ranking.class, task -> new RankingMetrics(task)::measure)
                        .all();

        private ByTask() {}
    }

    /** @param tested of this task */
    Measurement measure(TestedOutputs tested);
}
