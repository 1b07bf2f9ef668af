package dev.limbeck.evaluator.status;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.status.EvaluatorStatus;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What this replica has measured of one run, for people to look at: nothing is decided by it. */
final class Scoreboard {
    private final String run;
    private final Map<String, Score> latest = new TreeMap<>();
    private @Nullable EvaluationReport newest;
    private @Nullable Score champion;
    private long evaluations;

    Scoreboard(String run) {
        this.run = run;
    }

    synchronized void measured(EvaluationReport report) {
        evaluations++;
        newest = report;
        latest.put(report.candidate().name(), report.candidate());
        report.champion().ifPresent(this::champion);
    }

    synchronized void champion(Score score) {
        champion = score;
    }

    synchronized Optional<Score> latest(String student) {
        return Optional.ofNullable(latest.get(student));
    }

    synchronized Optional<Score> teacher() {
        return Optional.ofNullable(newest).map(EvaluationReport::teacher);
    }

    synchronized EvaluatorStatus status() {
        var scores = new ArrayList<>(latest.values());
        teacher().ifPresent(scores::add);
        return new EvaluatorStatus(
                run,
                Optional.ofNullable(newest).map(EvaluationReport::heldOut),
                evaluations,
                scores,
                Optional.ofNullable(champion),
                Optional.ofNullable(newest).flatMap(EvaluationReport::arithmetic));
    }
}
