package dev.limbeck.local.api;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.status.PartStatus;

/** What the orchestrator tells while one listens: first all that is current, then every change. For one thread. */
public interface RunEvents {
    default void run(RunState state) {}

    default void evaluation(EvaluationReport report) {}

    default void history(RunHistoryEntry entry) {}

    default void part(PartStatus status) {}
}
