package dev.limbeck.evaluator.drift;

import java.util.Arrays;

/** What some features were of some inputs, one by one: equal values stay equal, and none is rounded. */
final class FeatureValues {
    /** By feature, then by input. */
    private final double[][] values;

    private int inputs;

    /** @param most inputs; 8 bytes for each feature of each */
    FeatureValues(int features, int most) {
        values = new double[features][most];
    }

    void add(double[] features) {
        for (int feature = 0; feature < values.length; feature++) {
            values[feature][inputs] = features[feature];
        }
        inputs++;
    }

    int inputs() {
        return inputs;
    }

    double[] sorted(int feature) {
        double[] sorted = Arrays.copyOf(values[feature], inputs);
        Arrays.sort(sorted);
        return sorted;
    }

    double mean(int feature) {
        return Arrays.stream(values[feature], 0, inputs).average().orElse(Double.NaN);
    }
}
