package dev.limbeck.orchestrator.gate;

import dev.limbeck.contract.event.Evidence.GuardVerdict;
import dev.limbeck.contract.event.Evidence.PairedTest;
import dev.limbeck.contract.event.PairedCounts;
import dev.limbeck.contract.event.PairedDifferences;
import dev.limbeck.contract.event.Reference;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.metric.Bound;
import dev.limbeck.contract.metric.Metric;
import dev.limbeck.contract.run.PromotionSpec.Hypothesis;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in English what was found. */
public final class Wording {
    private Wording() {}

    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    static String name(Score score) {
        return "%s at step %d".formatted(score.name(), score.step());
    }

    /** What the test says, and the numbers that it was done with. */
    static String tested(PairedTest test, Score candidate, Score champion) {
        var pairing = Pairing.of(test);
        return text(
                "%s %s %s than the champion, %s: on %s %s (%sp %s, comparison %d may spend %s)",
                name(candidate),
                test.passes() ? "is" : "is not shown to be",
                test.hypothesis() == Hypothesis.BETTER
                        ? "better"
                        : text("at most %s worse", amount(test.margin(), pairing)),
                name(champion),
                examples(pairing.examples(), test.reference()),
                pairing.counts().map(Wording::found).orElseGet(() -> found(pairing.differences())),
                pairing.counts().isPresent() ? "" : text("95 %% interval %.5f to %.5f, ", test.low(), test.high()),
                small(test.pValue()),
                test.comparison(),
                small(test.level()));
    }

    private static String found(PairedCounts counts) {
        return text(
                "it is right on %.3f %% and the champion on %.3f %%, %s",
                percent(counts.bothRight() + counts.wins(), counts),
                percent(counts.bothRight() + counts.losses(), counts),
                alone(counts));
    }

    private static String found(PairedDifferences differences) {
        return text(
                "its value is %s than the champion's by %.5f of 1 per record",
                differences.mean() < 0 ? "lower" : "higher", Math.abs(differences.mean()));
    }

    /** A difference in the unit that a reader knows. */
    static String amount(double difference, Pairing pairing) {
        return pairing.counts().isPresent() ? text("%.3f points", 100 * difference) : text("%.5f of 1", difference);
    }

    /** The candidate's own number, where there is nothing to compare it with. */
    static String measured(Score candidate, Metric metric, Reference reference, double value, long examples) {
        return text(
                "%s has %s %s of %s",
                name(candidate), title(metric), value(metric, value), examples(examples, reference));
    }

    /** In a sentence, agreement has to say with whom. */
    public static String title(Metric metric) {
        return metric.equals(Metric.TEACHER_AGREEMENT) ? "teacher agreement" : metric.title();
    }

    public static String allowed(Metric metric, Bound bound) {
        return Stream.concat(
                        bound.min().map(least -> "at least " + value(metric, least)).stream(),
                        bound.max().map(most -> "at most " + value(metric, most)).stream())
                .collect(Collectors.joining(", "));
    }

    /** A number as its metric is shown. */
    public static String value(Metric metric, double value) {
        return switch (metric.unit()) {
            case SHARE -> text("%.3f %%", 100 * value);
            case NUMBER -> text("%.4f", value);
        };
    }

    static String guarded(List<GuardVerdict> guards) {
        var broken = guards.stream().filter(guard -> !guard.holds()).toList();
        if (broken.isEmpty()) {
            return guards.isEmpty() ? "" : "; it keeps to its %s".formatted(count(guards.size(), "guard"));
        }
        return broken.stream()
                .map(guard -> "%s (%s)".formatted(guard.guard(), guard.sentence()))
                .collect(Collectors.joining(" and ", "; it does not keep to ", ""));
    }

    private static String examples(long examples, Reference reference) {
        return switch (reference) {
            case HARD_LABEL -> count(examples, "labelled example");
            case TEACHER -> count(examples, "example") + ", judged by the teacher,";
        };
    }

    static String alone(PairedCounts counts) {
        return counts.discordant() == 0
                ? "the same ones"
                : "%d that only it is right on against %d".formatted(counts.wins(), counts.losses());
    }

    /** Three digits that say something, however small it is. */
    static String small(double probability) {
        return probability >= 1e-3 ? text("%.4f", probability) : text("%.2e", probability);
    }

    private static String count(long number, String noun) {
        return "%d %s%s".formatted(number, noun, number == 1 ? "" : "s");
    }

    private static double percent(long right, PairedCounts of) {
        return of.examples() == 0 ? 0 : 100.0 * right / of.examples();
    }
}
