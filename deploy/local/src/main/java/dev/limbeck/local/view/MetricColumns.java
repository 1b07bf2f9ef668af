package dev.limbeck.local.view;

import dev.limbeck.contract.metric.Metric;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * A network's numbers as columns: one a metric where all rows have the same ones, else one that says what it is.
 *
 * @param tasks of the runs that rows may be of
 * @param run that a row is of
 * @param metrics of a row, by name
 * @param most that stand in every table; the others stand in wide ones
 */
record MetricColumns<T>(
        RunTasks tasks, Function<T, String> run, Function<T, ? extends Map<String, Double>> metrics, int most) {
    private static final int NARROWEST = 7;
    private static final int WITH_NAME = 18;

    Table.Builder<T> first(Table.Builder<T> table) {
        var shared = tasks.metrics();
        if (shared.isEmpty()) {
            return table.text(Tables.MEASURE, WITH_NAME, this::named);
        }
        shared.get().stream()
                .limit(most)
                .forEach(metric -> table.number(head(metric), width(metric), row -> text(metric, row)));
        return table;
    }

    Table.Builder<T> others(Table.Builder<T> table) {
        tasks.metrics().orElse(List.of()).stream()
                .skip(most)
                .forEach(metric -> table.wide(head(metric), width(metric), row -> text(metric, row)));
        return table;
    }

    private static String head(Metric metric) {
        return metric.title().toUpperCase(Locale.ROOT);
    }

    private static int width(Metric metric) {
        return Math.max(NARROWEST, metric.title().length());
    }

    private String text(Metric metric, T row) {
        return Measures.text(metric, metrics.apply(row));
    }

    private String named(T row) {
        return tasks.of(run.apply(row))
                .map(task -> Measures.named(task, metrics.apply(row)))
                .orElse(Cells.NONE);
    }
}
