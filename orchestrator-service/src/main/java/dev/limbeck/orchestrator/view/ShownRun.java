package dev.limbeck.orchestrator.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.metric.Metric;
import dev.limbeck.contract.task.Task;
import java.util.List;

/**
 * A run as the API tells it: how it stands, and what is measured of its networks.
 *
 * @param state its fields stand beside {@code measures}
 */
public record ShownRun(@JsonUnwrapped RunState state, Measures measures) {
    public static ShownRun of(RunState state) {
        return new ShownRun(
                state, Measures.of(state.declaration().spec().signature().task()));
    }

    /**
     * How numbers of a run's networks are called and shown.
     *
     * @param metrics in the order in which they are shown; the first tells most at a glance
     * @param judged name of the one that candidates are judged by where there are hard labels
     * @param rightOrWrong whether that is a share of records that a network is right on, and not a mean over more values
     */
    public record Measures(List<Metric> metrics, String judged, boolean rightOrWrong) {
        public Measures {
            metrics = List.copyOf(metrics);
        }

        static Measures of(Task task) {
            return new Measures(task.metrics(), task.judged().name(), task.marks() == 1);
        }
    }
}
