package dev.limbeck.orchestrator.api;

import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.orchestrator.api.problem.Refusal;
import dev.limbeck.orchestrator.view.RunViews;
import jakarta.inject.Singleton;

/** Runs that a request may name: the others are answered with what may have been meant. */
@Singleton
public class KnownRuns {
    private final RunViews views;

    KnownRuns(RunViews views) {
        this.views = views;
    }

    public RunState require(String name) {
        return views.run(name)
                .orElseThrow(() -> Refusal.unknownRun(
                        name, views.runs().stream().map(RunState::run).toList()));
    }
}
