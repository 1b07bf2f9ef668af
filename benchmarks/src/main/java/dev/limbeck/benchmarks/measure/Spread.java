package dev.limbeck.benchmarks.measure;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Median;

/** The median of several repetitions, and how far apart they were. */
public record Spread(double median, double min, double max) {
    /** @throws IllegalArgumentException when there are none, or one is not finite */
    public static Spread of(List<Double> repetitions) {
        double[] values =
                repetitions.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (values.length == 0 || !Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "repetitions are " + repetitions + ", needed is one or more, all finite");
        }
        return new Spread(Median.withDefaults().withCopy(true).evaluate(values), values[0], values[values.length - 1]);
    }

    /** The same of one figure of each. */
    public static <T> Spread of(List<T> repetitions, ToDoubleFunction<T> figure) {
        return of(repetitions.stream().map(figure::applyAsDouble).toList());
    }
}
