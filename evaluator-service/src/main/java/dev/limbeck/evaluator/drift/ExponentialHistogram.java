package dev.limbeck.evaluator.drift;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A window over the newest numbers of a stream in logarithmic memory: buckets of 1, 2, 4 … numbers, at most
 * {@value #MOST_OF_A_SIZE} of each size, the oldest the largest (Datar, Gionis, Indyk and Motwani, <i>Maintaining stream
 * statistics over sliding windows</i>, SIAM Journal on Computing 31(6), 2002, doi:10.1137/S0097539701398363).
 */
final class ExponentialHistogram {
    static final int MOST_OF_A_SIZE = 5;

    /** By size, smallest first; in each row the oldest bucket first. */
    private final List<ArrayDeque<Moments>> rows = new ArrayList<>();

    private Moments whole = Moments.NONE;

    void add(double value) {
        var bucket = Moments.of(value);
        whole = whole.plus(bucket);
        row(0).addLast(bucket);
        for (int size = 0; row(size).size() > MOST_OF_A_SIZE; size++) {
            var full = row(size);
            row(size + 1).addLast(full.removeFirst().plus(full.removeFirst()));
        }
    }

    private ArrayDeque<Moments> row(int size) {
        if (size == rows.size()) {
            rows.add(new ArrayDeque<>());
        }
        return rows.get(size);
    }

    /** Of all numbers in the window. */
    Moments whole() {
        return whole;
    }

    /** Oldest first. */
    Iterator<Moments> buckets() {
        return IntStream.iterate(rows.size() - 1, size -> size >= 0, size -> size - 1)
                .mapToObj(rows::get)
                .flatMap(ArrayDeque::stream)
                .iterator();
    }

    /** Shortens the window by its oldest bucket. */
    void dropOldest() {
        var last = rows.get(rows.size() - 1);
        var dropped = last.removeFirst();
        whole = whole.minus(dropped);
        if (last.isEmpty()) {
            rows.remove(rows.size() - 1);
        }
    }
}
