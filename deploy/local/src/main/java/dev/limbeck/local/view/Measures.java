package dev.limbeck.local.view;

import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.metric.Metric;
import dev.limbeck.contract.task.Task;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** How what was measured of a network stands in a table or a sentence. */
public final class Measures {
    private Measures() {}

    /** The one that tells most at a glance. */
    public static Metric headline(Task task) {
        return task.metrics().get(0);
    }

    /** A number as its metric is shown. */
    public static String text(Metric metric, double value) {
        return switch (metric.unit()) {
            case SHARE -> Cells.percent(OptionalDouble.of(value));
            case NUMBER -> Cells.number(OptionalDouble.of(value));
        };
    }

    /** One of a network's numbers. */
    public static String text(Metric metric, Optional<Score> score) {
        return text(
                metric,
                score.flatMap(one -> one.metric(metric)).map(Measured::value).orElse(Double.NaN));
    }

    /** The same by name, as a state has them. */
    static String text(Metric metric, Map<String, Double> metrics) {
        return text(metric, metrics.getOrDefault(metric.name(), Double.NaN));
    }

    /** A number with the 95 % interval that the true one lies in, where that is known. */
    public static String withInterval(Metric metric, OptionalDouble value, OptionalDouble low, OptionalDouble high) {
        String text = text(metric, value.orElse(Double.NaN));
        return low.isEmpty() || high.isEmpty()
                ? text
                : text + " " + interval(metric, low.getAsDouble(), high.getAsDouble());
    }

    private static String interval(Metric metric, double low, double high) {
        return switch (metric.unit()) {
            case SHARE -> String.format(Locale.ROOT, "[%.1f–%.1f]", 100 * low, 100 * high);
            case NUMBER -> String.format(Locale.ROOT, "[%.4f–%.4f]", low, high);
        };
    }

    /** What tells most of a network, with its name. */
    static String named(Task task, Map<String, Double> metrics) {
        var metric = telling(task, metrics);
        return metric.title() + " " + text(metric, metrics);
    }

    /** The same in a sentence, where agreement has to say with whom. */
    static String inSentence(Task task, Score score) {
        var metrics = Measured.values(score.metrics());
        var metric = telling(task, metrics);
        String title = metric.equals(Metric.TEACHER_AGREEMENT) ? metric.title() + " with the teacher" : metric.title();
        return title + " " + text(metric, metrics);
    }

    /** The headline; where nobody knows what is right, how much a network is worth by what the teacher says. */
    private static Metric telling(Task task, Map<String, Double> metrics) {
        var headline = headline(task);
        return Double.isNaN(metrics.getOrDefault(headline.name(), Double.NaN)) ? Metric.TEACHER_AGREEMENT : headline;
    }
}
