package dev.limbeck.benchmarks.measure;

import java.util.Arrays;
import java.util.List;
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
}
