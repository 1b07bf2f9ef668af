package dev.limbeck.contract.task;

import static dev.limbeck.contract.field.InvalidField.orElse;
import static dev.limbeck.contract.field.InvalidField.present;
import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limbeck.contract.metric.Metric;
import dev.limbeck.contract.metric.Metric.Better;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.OfValues;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.Rejection;
import dev.limbeck.contract.record.RejectionReason;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Numbers. A network gives each of them as it is, and so do teacher and hard label.
 *
 * @param values how many there are
 * @param cap one a value, or one for all, which then stands for each: how large an error of it is worth nothing, above 0.
 *     It is also the error that counts as 1 in what a student minimises
 */
public record Regression(int values, List<Double> cap) implements Task {
    public static final Metric RMSE = Metric.number("rmse", "RMSE", Better.LOWER);
    public static final Metric MAE = Metric.number("mae", "MAE", Better.LOWER);
    public static final Metric R_SQUARED = Metric.number("rSquared", "R²", Better.HIGHER);
    public static final Metric CLOSENESS = Metric.share("closeness", "closeness", Better.HIGHER);
    private static final String VALUES_ALLOWED = "1 to 1000";
    private static final String CAP_ALLOWED =
            "a list of numbers above 0 and finite in 32 bits: one for all, or one a value";

    public Regression {
        require(values >= 1 && values <= 1000, "values", values, VALUES_ALLOWED);
        require(
                cap.size() == 1 || cap.size() == values,
                "cap",
                cap.size() + " numbers",
                "1 for all, or one a value: " + values);
        cap.forEach(one -> require(one.floatValue() > 0 && Float.isFinite(one.floatValue()), "cap", one, CAP_ALLOWED));
        cap = List.copyOf(cap.size() == 1 ? Collections.nCopies(values, cap.get(0)) : cap);
    }

    @JsonCreator
    static Regression of(
            @JsonProperty("values") @Nullable Integer values,
            @JsonProperty("cap") @Nullable List<@Nullable Double> cap) {
        return new Regression(
                orElse(values, 1),
                present(cap, "cap", CAP_ALLOWED).stream()
                        .map(one -> present(one, "cap", CAP_ALLOWED))
                        .toList());
    }

    /** The numbers that a hard label of this task has. */
    public static List<Float> values(HardLabel label) {
        return ((OfValues) label).values();
    }

    @Override
    public int width() {
        return values;
    }

    @Override
    public String outputs() {
        return values == 1 ? "1 value" : values + " values";
    }

    @Override
    public String noun() {
        return "value";
    }

    @Override
    public Class<OfValues> labelKind() {
        return OfValues.class;
    }

    @Override
    public Optional<Rejection> outOfRange(HardLabel label) {
        List<Float> given = values(label);
        if (given.size() != values) {
            return Optional.of(new Rejection(
                    RejectionReason.SHAPE_MISMATCH,
                    "expected a hard label of %s, got %d".formatted(outputs(), given.size())));
        }
        return given.stream().allMatch(Float::isFinite)
                ? Optional.empty()
                : Optional.of(
                        new Rejection(RejectionReason.NON_FINITE, "a value of the hard label is NaN or infinite"));
    }

    @Override
    public double[] row(HardLabel label) {
        return values(label).stream().mapToDouble(Float::doubleValue).toArray();
    }

    /** At no error from 0, or at the largest that counts. */
    @Override
    public OfValues invented(int number) {
        return new OfValues(
                cap.stream().map(one -> number % 2 * one.floatValue()).toList());
    }

    @Override
    public boolean hasTemperature() {
        return false;
    }

    @Override
    public int stratum(Optional<HardLabel> label, Output softTarget) {
        return 0;
    }

    @Override
    public int strata() {
        return 1;
    }

    /** Less the share of its cap that the error of each value is, mean over the values. */
    @Override
    public double value(HardLabel label, Output output) {
        var values = values(label);
        return value(output, values::get);
    }

    @Override
    public double valueByTeacher(Output teacher, Output output) {
        return value(output, teacher::get);
    }

    private double value(Output output, IntFunction<Float> right) {
        double sum = 0;
        for (int i = 0; i < values; i++) {
            double error = Math.abs((double) output.get(i) - right.apply(i));
            sum += 1 - Math.min(error, cap.get(i)) / cap.get(i);
        }
        return sum / values;
    }

    @Override
    public int marks() {
        return MOST_MARKS;
    }

    /** Of numbers, whoever knows nothing may be as far off as counts. */
    @Override
    public double chance() {
        return 0;
    }

    @Override
    public List<Metric> metrics() {
        return List.of(RMSE, Metric.TEACHER_AGREEMENT, MAE, R_SQUARED, CLOSENESS);
    }

    @Override
    public Metric judged() {
        return CLOSENESS;
    }
}
