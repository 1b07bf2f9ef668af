package dev.limbeck.orchestrator.gate;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.Evidence.GuardVerdict;
import dev.limbeck.contract.run.PromotionSpec.Guards;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;

/**
 * Looks at the declared guards. One whose number was not measured, or is none, does not hold: who declares a bound
 * wants it kept.
 */
record GuardChecks(Guards guards) {
    private static final double PERCENT = 100;

    List<GuardVerdict> check(EvaluationReport report) {
        var candidate = report.candidate();
        var verdicts = new ArrayList<GuardVerdict>();
        guards.maxClassDrop().ifPresent(drop -> verdicts.add(new ClassDropGuard(drop).check(report)));
        guards.maxCalibrationError()
                .ifPresent(most -> verdicts.add(verdict(
                        "maxCalibrationError",
                        "its calibration error is %.4f, allowed is at most %.4f",
                        candidate.calibrationError(),
                        most,
                        error -> error <= most)));
        guards.minTeacherAgreement()
                .ifPresent(least -> verdicts.add(verdict(
                        "minTeacherAgreement",
                        "it agrees with the teacher on %.3f %%, allowed is at least %.3f %%",
                        OptionalDouble.of(PERCENT * candidate.teacherAgreement()),
                        PERCENT * least,
                        percent -> percent >= PERCENT * least)));
        guards.minTeacherAccuracy()
                .ifPresent(least -> verdicts.add(verdict(
                        "minTeacherAccuracy",
                        "the teacher is right on %.3f %%, allowed is at least %.3f %%",
                        percent(report.teacher().accuracy()),
                        PERCENT * least,
                        percent -> percent >= PERCENT * least)));
        guards.maxArtifactBytes()
                .ifPresent(most -> verdicts.add(verdict(
                        "maxArtifactBytes",
                        "it has %.0f bytes, allowed are at most %.0f",
                        OptionalDouble.of((double) candidate.cost().artifactBytes()),
                        (double) most,
                        bytes -> bytes <= most)));
        guards.maxLatencyMicros()
                .ifPresent(most -> verdicts.add(verdict(
                        "maxLatencyMicros",
                        "its 99th percentile of latency is %.1f µs, allowed is at most %.1f µs",
                        OptionalDouble.of(candidate.cost().latencyP99Micros()),
                        most,
                        micros -> micros <= most)));
        return verdicts;
    }

    private static OptionalDouble percent(OptionalDouble share) {
        return share.isPresent() ? OptionalDouble.of(PERCENT * share.getAsDouble()) : share;
    }

    private static GuardVerdict verdict(
            String guard, String sentence, OptionalDouble measured, double bound, DoublePredicate holds) {
        if (measured.isEmpty()) {
            return new GuardVerdict(guard, false, "%s needs labelled held-out examples".formatted(guard));
        }
        double value = measured.getAsDouble();
        // Of a number that is none, every comparison is false.
        return new GuardVerdict(guard, holds.test(value), Wording.text(sentence, value, bound));
    }
}
