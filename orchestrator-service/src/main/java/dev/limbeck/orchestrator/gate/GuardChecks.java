package dev.limbeck.orchestrator.gate;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.Evidence.GuardVerdict;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.run.PromotionSpec.Guards;
import dev.limbeck.contract.run.PromotionSpec.MetricGuard;
import dev.limbeck.contract.task.Task;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at the declared guards. One whose number was not measured, or is none, does not hold: who declares a bound
 * wants it kept.
 */
record GuardChecks(Task task, Guards guards) {
    List<GuardVerdict> check(EvaluationReport report) {
        var candidate = report.candidate();
        var verdicts = new ArrayList<GuardVerdict>();
        guards.maxClassDrop().ifPresent(drop -> verdicts.add(new ClassDropGuard(drop).check(report)));
        guards.ofCandidate().forEach(guard -> verdicts.add(verdict(guard, "its", candidate)));
        guards.ofTeacher(task).forEach(guard -> verdicts.add(verdict(guard, "the teacher's", report.teacher())));
        guards.maxArtifactBytes()
                .ifPresent(most -> verdicts.add(verdict(
                        "maxArtifactBytes",
                        "it has %.0f bytes, allowed are at most %.0f",
                        (double) candidate.cost().artifactBytes(),
                        (double) most)));
        guards.maxLatencyMicros()
                .ifPresent(most -> verdicts.add(verdict(
                        "maxLatencyMicros",
                        "its 99th percentile of latency is %.1f µs, allowed is at most %.1f µs",
                        candidate.cost().latencyP99Micros(),
                        most)));
        return verdicts;
    }

    private GuardVerdict verdict(MetricGuard guard, String whose, Score score) {
        var metric = task.metric(guard.metric());
        return score.metric(metric)
                .map(measured -> new GuardVerdict(
                        guard.guard(),
                        guard.bound().holds(measured.value()),
                        "%s %s is %s, allowed is %s"
                                .formatted(
                                        whose,
                                        Wording.title(metric),
                                        Wording.value(metric, measured.value()),
                                        Wording.allowed(metric, guard.bound()))))
                .orElseGet(() -> new GuardVerdict(
                        guard.guard(), false, "%s needs labelled held-out examples".formatted(guard.guard())));
    }

    private static GuardVerdict verdict(String guard, String sentence, double value, double most) {
        // Of a number that is none, every comparison is false.
        return new GuardVerdict(guard, value <= most, Wording.text(sentence, value, most));
    }
}
