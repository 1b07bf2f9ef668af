package dev.limbeck.evaluator.status;

import dev.limbeck.contract.status.EvaluatorStatus;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/** The scoreboards of the runs that this replica works for, by name. */
@Singleton
class Scoreboards {
    private final ConcurrentSkipListMap<String, Scoreboard> byRun = new ConcurrentSkipListMap<>();

    Scoreboard of(String run) {
        return byRun.computeIfAbsent(run, Scoreboard::new);
    }

    void forget(String run) {
        byRun.remove(run);
    }

    List<EvaluatorStatus> statuses() {
        return byRun.values().stream().map(Scoreboard::status).toList();
    }
}
