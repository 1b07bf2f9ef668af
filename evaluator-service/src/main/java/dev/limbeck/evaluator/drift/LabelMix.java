package dev.limbeck.evaluator.drift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.GTest;

/**
 * Whether the classes come in the shares that they first had. Each full window is compared with the first one by the
 * G-test of homogeneity (Sokal and Rohlf, <i>Biometry</i>, 1981), and delta is spent over the windows by
 * {@link AlphaSpending}. After a change, the classes from then on are the first ones.
 */
public final class LabelMix {
    /** Of both windows together, so that at least five are expected in each; rarer classes are taken for one. */
    private static final long FEWEST_OF_A_CLASS = 10;

    private final int window;
    private final double delta;

    private AlphaSpending budget;
    private long[] reference;
    private long[] recent;
    private int counted;
    private Optional<Shift> newest = Optional.empty();

    /**
     * @param window labels that are compared at once
     * @param delta probability of a false alarm
     */
    public LabelMix(int classes, int window, double delta) {
        this.window = window;
        this.delta = delta;
        this.budget = new AlphaSpending(delta);
        this.reference = new long[classes];
        this.recent = new long[classes];
    }

    /**
     * A full window beside the first one.
     *
     * @param label whose share changed most
     * @param change of that share
     */
    public record Shift(int label, Change change) {}

    /** Whether or not it is more than chance. */
    public Optional<Shift> newest() {
        return newest;
    }

    /** The shift that this label's window gives away, if it is full and does. */
    public Optional<Shift> add(int label) {
        counted++;
        if (counted <= window) {
            reference[label]++;
            return Optional.empty();
        }
        recent[label]++;
        if (counted < 2 * window) {
            return Optional.empty();
        }
        var shift = compare();
        recent = new long[reference.length];
        counted = window;
        if (shift.isPresent()) {
            reference = new long[reference.length];
            counted = 0;
            budget = new AlphaSpending(delta);
        }
        return shift;
    }

    private Optional<Shift> compare() {
        int moved = IntStream.range(0, reference.length)
                .boxed()
                .max(Comparator.comparingLong(this::moved).thenComparingLong(label -> reference[label]))
                .orElseThrow();
        newest = Optional.of(
                new Shift(moved, new Change((double) reference[moved] / window, (double) recent[moved] / window)));
        double level = budget.next();
        long[][] table = table();
        boolean differs =
                table[0].length > 1 && GTest.withDefaults().test(table).reject(level);
        return differs ? newest : Optional.empty();
    }

    private long moved(int label) {
        return Math.abs(recent[label] - reference[label]);
    }

    /** First and newest window in rows, classes in columns; none of them empty. */
    private long[][] table() {
        var columns = new ArrayList<long[]>();
        long[] rare = new long[2];
        for (int label = 0; label < reference.length; label++) {
            if (reference[label] + recent[label] >= FEWEST_OF_A_CLASS) {
                columns.add(new long[] {reference[label], recent[label]});
            } else {
                rare[0] += reference[label];
                rare[1] += recent[label];
            }
        }
        if (rare[0] + rare[1] >= FEWEST_OF_A_CLASS) {
            columns.add(rare);
        }
        return new long[][] {
            columns.stream().mapToLong(column -> column[0]).toArray(),
            columns.stream().mapToLong(column -> column[1]).toArray()
        };
    }
}
