package dev.limbeck.orchestrator.api.event;

import dev.limbeck.orchestrator.api.KnownRuns;
import dev.limbeck.orchestrator.view.Change;
import dev.limbeck.orchestrator.view.LiveWork;
import dev.limbeck.orchestrator.view.RunViews;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a client is told when it begins to listen: of all runs how they stand and how work goes, of one run also the
 * newest of what happened.
 */
@Singleton
class CurrentNews {
    private static final int NEWEST = 200;

    private final KnownRuns runs;
    private final RunViews views;
    private final LiveWork work;

    CurrentNews(KnownRuns runs, RunViews views, LiveWork work) {
        this.runs = runs;
        this.views = views;
        this.work = work;
    }

    Stream<Change> of(Optional<String> run) {
        return run.map(this::ofOne).orElseGet(this::ofAll);
    }

    private Stream<Change> ofAll() {
        return Stream.concat(
                views.runs().stream().map(Change::of), work.parts().stream().map(Change::of));
    }

    private Stream<Change> ofOne(String run) {
        var state = runs.require(run);
        long beforeNewest = Math.max(0, state.sequence() - NEWEST);
        return Stream.of(
                        Stream.of(Change.of(state)),
                        views.history(run, beforeNewest, 2 * NEWEST).stream().map(Change::of),
                        views.evaluations(run, NEWEST).stream().map(Change::of),
                        work.parts(run).stream().map(Change::of))
                .flatMap(news -> news);
    }
}
