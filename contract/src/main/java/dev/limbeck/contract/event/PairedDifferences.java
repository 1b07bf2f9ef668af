package dev.limbeck.contract.event;

import dev.limbeck.contract.task.Task;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Two networks on the same examples, by how much more an example is worth with the first: a value in [0, 1], 1 being
 * right, less that of the second. Differences stand on the marks of a grid, so that they stay few however many examples
 * there are, and are rounded for the second, so that nothing is won by rounding.
 *
 * @param resolution marks from 0 to 1, at most {@value #FINEST}; of 1 are networks that are right or not, and nothing
 *     between
 * @param byDifference examples by their difference, in marks from {@code -resolution} to {@code resolution}; those that
 *     there are
 */
public record PairedDifferences(int resolution, SortedMap<Integer, Long> byDifference) {
    /** 201 marks: a few kilobytes as JSON. */
    public static final int FINEST = Task.MOST_MARKS;

    /** @throws IllegalArgumentException when the resolution, a difference or a number of examples is not allowed */
    public PairedDifferences {
        requireResolution(resolution);
        var kept = new TreeMap<Integer, Long>();
        kept.putAll(byDifference);
        long examples = 0;
        for (var one : kept.entrySet()) {
            int marks = one.getKey();
            long here = one.getValue();
            if (Math.abs((long) marks) > resolution) {
                throw new IllegalArgumentException(
                        "a difference is %d marks, allowed is %d to %d".formatted(marks, -resolution, resolution));
            }
            if (here < 1) {
                throw new IllegalArgumentException(
                        "%d examples differ by %d marks, allowed is 1 or more".formatted(here, marks));
            }
            examples += here;
            if (examples < 0) {
                throw new IllegalArgumentException("there are more than %d examples".formatted(Long.MAX_VALUE));
            }
        }
        byDifference = Collections.unmodifiableSortedMap(kept);
    }

    /** What they say: right or not, at resolution 1. */
    public static PairedDifferences of(PairedCounts counts) {
        var byDifference = new TreeMap<Integer, Long>();
        byDifference.put(-1, counts.losses());
        byDifference.put(0, counts.bothRight() + counts.bothWrong());
        byDifference.put(1, counts.wins());
        byDifference.values().removeIf(examples -> examples == 0);
        return new PairedDifferences(1, byDifference);
    }

    /**
     * Of the values that each example has with the first and with the second network. Examples between two marks are put
     * on both, so that their sum stays; what is left of it, less than one example's step between the two, is the
     * second's. So the mean is at most 2 / examples below the true one, and never above it.
     *
     * <p>A test that multiplies {@code 1 + stake · difference} over examples finds no more on the marks than between them:
     * the logarithm is concave, so the product gets smaller as examples of the same sum move apart.
     *
     * @param first and second: in [0, 1], of the same examples in the same order; what is less than 2^-30 of a mark is
     *     not told apart
     * @throws IllegalArgumentException when there are more of one than of the other, when a value is out of range or no
     *     number, and when one is neither 0 nor 1 at resolution 1
     */
    public static PairedDifferences between(double[] first, double[] second, int resolution) {
        requireResolution(resolution);
        if (first.length != second.length) {
            throw new IllegalArgumentException(
                    "%d values of one network and %d of the other".formatted(first.length, second.length));
        }
        var grid = new DifferenceGrid(resolution);
        for (int i = 0; i < first.length; i++) {
            grid.add(value(first, i, resolution) - value(second, i, resolution));
        }
        return new PairedDifferences(resolution, grid.byDifference());
    }

    private static void requireResolution(int resolution) {
        if (resolution < 1 || resolution > FINEST) {
            throw new IllegalArgumentException("resolution is %d, allowed is 1 to %d".formatted(resolution, FINEST));
        }
    }

    private static double value(double[] values, int at, int resolution) {
        double value = values[at];
        // Written so that a value that is no number is refused.
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("value %d is %s, allowed is 0 to 1".formatted(at, value));
        }
        if (resolution == 1 && value != 0 && value != 1) {
            throw new IllegalArgumentException(
                    "value %d is %s, allowed at resolution 1 is 0 or 1".formatted(at, value));
        }
        return value;
    }

    public long examples() {
        return byDifference.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many differ by so many marks. */
    public long examples(int marks) {
        return byDifference.getOrDefault(marks, 0L);
    }

    /** In [-1, 1], above 0 where the first is better; 0 where there are no examples. */
    public double mean() {
        double sum = byDifference.entrySet().stream()
                .mapToDouble(one -> (double) one.getKey() * one.getValue())
                .sum();
        return sum == 0 ? 0 : sum / resolution / examples();
    }

    /** The second beside the first. */
    public PairedDifferences reversed() {
        var reversed = new TreeMap<Integer, Long>();
        byDifference.forEach((marks, examples) -> reversed.put(-marks, examples));
        return new PairedDifferences(resolution, reversed);
    }
}
