package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.EvaluationReport.HeldOutSummary;
import dev.limbeck.contract.event.PromotionDecision.Promote;
import dev.limbeck.contract.event.Score;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What all reports of the run add up to. It is nothing but their fold, so a restart or another replica that reads the
 * same reports knows the same champion; the same report twice counts once.
 */
public final class Scoreboard {
    private final Set<String> evaluated = new HashSet<>();
    private final Map<String, Score> latest = new TreeMap<>();
    private @Nullable EvaluationReport lastPromotion;
    private @Nullable EvaluationReport lastControl;
    private @Nullable EvaluationReport newest;
    private @Nullable Score champion;

    public synchronized void add(EvaluationReport report) {
        if (!evaluated.add(report.checkpointDigest())) {
            return;
        }
        newest = report;
        latest.put(report.candidate().name(), report.candidate());
        if (report.decision() instanceof Promote) {
            lastPromotion = report;
            champion = report.candidate();
        } else if (report.champion().isPresent()) { // it is not where the champion cannot be measured
            champion = report.champion().get();
        }
        if (report.candidate().arm() == Score.Arm.CONTROL) {
            lastControl = report;
        }
    }

    public synchronized boolean isEvaluated(String checkpointDigest) {
        return evaluated.contains(checkpointDigest);
    }

    /** The report that made the champion. */
    public synchronized Optional<EvaluationReport> championsReport() {
        return Optional.ofNullable(lastPromotion);
    }

    /** The report of the newest evaluated checkpoint of the no-teacher arm. */
    public synchronized Optional<EvaluationReport> newestControlsReport() {
        return Optional.ofNullable(lastControl);
    }

    public synchronized long evaluations() {
        return evaluated.size();
    }

    public synchronized Optional<Score> latest(String student) {
        return Optional.ofNullable(latest.get(student));
    }

    /** Newest score of every student by name, then of the teacher. */
    public synchronized List<Score> latest() {
        var scores = new ArrayList<>(latest.values());
        teacher().ifPresent(scores::add);
        return scores;
    }

    public synchronized Optional<Score> teacher() {
        return newestReport().map(EvaluationReport::teacher);
    }

    public synchronized Optional<HeldOutSummary> heldOut() {
        return newestReport().map(EvaluationReport::heldOut);
    }

    /** The champion's score when it was promoted or last compared. */
    public synchronized Optional<Score> champion() {
        return Optional.ofNullable(champion);
    }

    private Optional<EvaluationReport> newestReport() {
        return Optional.ofNullable(newest);
    }
}
