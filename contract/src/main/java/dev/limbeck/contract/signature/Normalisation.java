package dev.limbeck.contract.signature;

import java.util.List;

/**
 * What is done to an input before the network sees it: {@code (value - mean) / std}, in the unit of the record's own
 * values (a pixel of 255 is 255), whatever element type it travels in.
 *
 * @param mean one number for all, or one a channel (the first dimension)
 * @param std as many numbers as {@code mean}, each above 0
 */
public record Normalisation(List<Double> mean, List<Double> std) {
    public Normalisation {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (mean.isEmpty() || mean.size() != std.size()) {
            throw new IllegalArgumentException("normalisation has " + mean.size() + " means and " + std.size()
                    + " stds, allowed is as many of each");
        }
        if (std.stream().anyMatch(value -> !(value > 0) || value.isInfinite())
                || mean.stream().anyMatch(value -> !Double.isFinite(value))) {
            throw new IllegalArgumentException(
                    "normalisation is mean " + mean + ", std " + std + ", allowed are finite means and stds above 0");
        }
    }

    public static Normalisation of(double mean, double std) {
        return new Normalisation(List.of(mean), List.of(std));
    }
}
