package dev.limbeck.orchestrator.gate;

import dev.limbeck.contract.event.Comparison;
import dev.limbeck.contract.event.Comparison.ClassComparison;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.Evidence.GuardVerdict;
import dev.limbeck.contract.event.PairedCounts;
import java.util.Comparator;
import java.util.List;

/**
 * Whether any class lost more recall against the champion than is allowed. It refuses on evidence: for every class an
 * {@link ExactPairedTest exact test} asks whether the loss is above what is allowed, at 5 % over all classes
 * (Bonferroni). So a candidate that keeps to the bound is refused in at most one case of twenty, and a small class can
 * lose more without being noticed.
 *
 * @param allowed share
 */
record ClassDropGuard(double allowed) {
    private static final String NAME = "maxClassDrop";
    private static final double ERROR = 0.05;

    /** @param losses the champion beside the candidate: what it wins is what the candidate lost */
    private record Drop(int label, PairedCounts losses, double pValue) {
        double share() {
            return losses.difference();
        }
    }

    /** A report that does not tell of all classes tells of those that can be the worst. */
    GuardVerdict check(EvaluationReport report) {
        if (report.champion().isEmpty()) {
            return new GuardVerdict(NAME, true, "there is no champion to lose recall against");
        }
        var classes = report.againstChampion().map(Comparison::perClass).orElse(List.of()).stream()
                .filter(one -> one.counts().examples() > 0)
                .toList();
        double each = ERROR
                / report.againstChampion().flatMap(Comparison::classesInAll).orElse(classes.size());
        return classes.stream()
                .map(one -> drop(one, each))
                .min(Comparator.comparingDouble(Drop::pValue)
                        .thenComparing(Comparator.comparingDouble(Drop::share).reversed()))
                .map(worst -> verdict(worst, each))
                .orElseGet(() -> new GuardVerdict(NAME, false, "maxClassDrop needs examples of the classes"));
    }

    private Drop drop(ClassComparison one, double level) {
        var losses = one.counts().reversed();
        return new Drop(one.label(), losses, new ExactPairedTest(allowed, level).pValue(losses));
    }

    private GuardVerdict verdict(Drop worst, double level) {
        var interval = DifferenceInterval.of(worst.losses(), level);
        return new GuardVerdict(
                NAME,
                worst.pValue() > level,
                Wording.text(
                        "of its %d examples of class %d it is right on %.3f points %s than the champion "
                                + "(95 %% interval over all classes %.3f to %.3f), allowed are %.3f fewer",
                        worst.losses().examples(),
                        worst.label(),
                        100 * Math.abs(worst.share()),
                        worst.share() > 0 ? "fewer" : "more",
                        -100 * interval.high(),
                        -100 * interval.low(),
                        100 * allowed));
    }
}
