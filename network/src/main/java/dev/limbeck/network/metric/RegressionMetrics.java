package dev.limbeck.network.metric;

import dev.limbeck.contract.event.Breakdown;
import dev.limbeck.contract.event.Breakdown.Part;
import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.record.OfValues;
import dev.limbeck.contract.task.Regression;
import dev.limbeck.network.metric.TestedOutputs.Labelled;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Of networks that give numbers. */
record RegressionMetrics(Regression task) implements TaskMetrics {
    /** Of as many records each, where one value is asked for. */
    private static final int RANGES = 5;

    private static final String BY_RANGE = "range of the value";
    private static final String BY_VALUE = "value";

    @Override
    public Measurement measure(TestedOutputs tested) {
        var metrics = new TreeMap<>(tested.means());
        var labelled = tested.labelled(OfValues.class);
        if (labelled.isEmpty()) {
            return new Measurement(metrics, Breakdown.NONE);
        }
        metrics.put(Regression.RMSE.name(), rootMeanSquare(labelled));
        metrics.put(Regression.MAE.name(), mean(labelled, record -> overValues(record, Math::abs)));
        // Of labels that are all alike nothing is to be explained.
        Optional.of(Estimate.resampled(
                        labelled.size(),
                        (long) labelled.size() * task.values(),
                        counts -> determination(labelled, counts)))
                .filter(Measured::isKnown)
                .ifPresent(determined -> metrics.put(Regression.R_SQUARED.name(), determined));
        return new Measurement(metrics, task.values() == 1 ? byRange(labelled) : byValue(labelled));
    }

    private static Measured rootMeanSquare(List<Labelled<OfValues>> records) {
        return Estimate.ofMean(
                records.stream()
                        .mapToDouble(record -> overValues(record, error -> error * error))
                        .toArray(),
                mean -> Math.sqrt(Math.max(0, mean)));
    }

    private static Measured mean(List<Labelled<OfValues>> records, ToDoubleFunction<Labelled<OfValues>> number) {
        return Estimate.mean(records.stream().mapToDouble(number).toArray());
    }

    private static double overValues(Labelled<OfValues> record, ToDoubleFunction<Double> ofError) {
        return IntStream.range(0, record.output().size())
                .mapToDouble(value -> ofError.applyAsDouble(error(record, value)))
                .average()
                .orElseThrow();
    }

    private static double error(Labelled<OfValues> record, int value) {
        return record.output().get(value) - (double) record.label().values().get(value);
    }

    /**
     * Coefficient of determination, mean over the values: 1 less the squared error by that of always saying the mean. No
     * number where the values of all records are one.
     *
     * @param counts how often each record counts
     */
    private double determination(List<Labelled<OfValues>> records, int[] counts) {
        double sum = 0;
        for (int value = 0; value < task.values(); value++) {
            sum += determination(records, counts, value);
        }
        return sum / task.values();
    }

    private static double determination(List<Labelled<OfValues>> records, int[] counts, int value) {
        double weight = 0;
        double mean = 0;
        double squares = 0;
        double errors = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                double label = records.get(i).label().values().get(value);
                double error = error(records.get(i), value);
                weight += counts[i];
                double distance = label - mean;
                mean += distance * counts[i] / weight;
                squares += counts[i] * distance * (label - mean);
                errors += counts[i] * error * error;
            }
        }
        return squares > 0 ? 1 - errors / squares : Double.NaN;
    }

    private static Breakdown byRange(List<Labelled<OfValues>> labelled) {
        var sorted = labelled.stream()
                .sorted(Comparator.comparingDouble(
                        record -> record.label().values().get(0)))
                .toList();
        var parts = new ArrayList<Part>();
        for (int range = 0; range < RANGES; range++) {
            int from = range * sorted.size() / RANGES;
            int to = (range + 1) * sorted.size() / RANGES;
            if (to > from) {
                var records = sorted.subList(from, to);
                parts.add(part(
                        "%s to %s".formatted(text(records.get(0)), text(records.get(records.size() - 1))), records, 0));
            }
        }
        return new Breakdown(BY_RANGE, parts);
    }

    private static String text(Labelled<OfValues> record) {
        return String.format(Locale.ROOT, "%.4g", record.label().values().get(0));
    }

    private Breakdown byValue(List<Labelled<OfValues>> labelled) {
        return new Breakdown(
                BY_VALUE,
                IntStream.range(0, task.values())
                        .mapToObj(value -> part(String.valueOf(value), labelled, value))
                        .toList());
    }

    /** A mean error that is not near 0 is an error in one direction. */
    private static Part part(String name, List<Labelled<OfValues>> records, int value) {
        return new Part(
                name,
                new TreeMap<>(Map.of(
                        "MAE", mean(records, record -> Math.abs(error(record, value))),
                        "mean error", mean(records, record -> error(record, value)))));
    }
}
