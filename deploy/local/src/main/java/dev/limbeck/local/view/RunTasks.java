package dev.limbeck.local.view;

import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.metric.Metric;
import dev.limbeck.contract.task.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** What each run distils, as far as was heard. For many threads. */
public final class RunTasks {
    private final Map<String, Task> tasks = new ConcurrentSkipListMap<>();

    static RunTasks of(RunState state) {
        var tasks = new RunTasks();
        tasks.hear(state);
        return tasks;
    }

    public void hear(RunState state) {
        tasks.put(state.run(), state.declaration().spec().signature().task());
    }

    Optional<Task> of(String run) {
        return Optional.ofNullable(tasks.get(run));
    }

    /** By what all of them are measured; empty where that differs, or nothing was heard of any. */
    Optional<List<Metric>> metrics() {
        var all = tasks.values().stream().map(Task::metrics).distinct().toList();
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }
}
