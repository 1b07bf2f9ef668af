package dev.limbeck.contract.event;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts differences on marks. Parts of a mark are whole numbers here, so that the order of examples makes no difference.
 */
final class DifferenceGrid {
    /** What a mark is divided in; 2^33 examples between two marks are no overflow. */
    private static final long PARTS = 1L << 30;

    private final int resolution;
    /** Examples at a mark or above it, and below the next. */
    private final long[] examples;
    /** By how much these are above their mark together. */
    private final long[] parts;

    DifferenceGrid(int resolution) {
        this.resolution = resolution;
        this.examples = new long[2 * resolution + 1];
        this.parts = new long[2 * resolution + 1];
    }

    /** @param difference in [-1, 1] */
    void add(double difference) {
        // The nearest part, as 0.3 - 0.1 is less than 0.2 by the last bit of a double.
        long at = Math.round(difference * resolution * PARTS) + resolution * PARTS;
        int mark = (int) (at / PARTS);
        examples[mark]++;
        parts[mark] += at % PARTS;
    }

    /** As many are moved to the next mark as their sum allows. */
    SortedMap<Integer, Long> byDifference() {
        var byDifference = new TreeMap<Integer, Long>();
        long fromBelow = 0;
        for (int mark = 0; mark < examples.length; mark++) {
            long above = parts[mark] / PARTS;
            long here = examples[mark] - above + fromBelow;
            if (here > 0) {
                byDifference.put(mark - resolution, here);
            }
            fromBelow = above;
        }
        return byDifference;
    }
}
