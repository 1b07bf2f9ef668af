package dev.limbeck.evaluator.drift;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.FisherExactTest;

/**
 * Whether the classes come in the shares that they first had. Each full window is compared with the first one, class by
 * class, by Fisher's exact test (<i>The design of experiments</i>, 1935). What a comparison may err by is split evenly over
 * the classes (Bonferroni), and delta over the windows by {@link LookBudget}. After a change, the classes from then on
 * are the first ones.
 */
public final class LabelMix {
    /** Of both windows together, which say nothing of where they stand: rarer classes are hardly ever surprising. */
    private static final int FEWEST_OF_A_CLASS = 10;

    private final int window;
    private final double delta;

    private LookBudget budget;
    private int[] reference;
    private int[] recent;
    private int counted;
    private Optional<Shift> newest = Optional.empty();

    /**
     * @param window labels that are compared at once
     * @param delta probability of ever giving a false alarm
     */
    public LabelMix(int classes, int window, double delta) {
        this.window = window;
        this.delta = delta;
        this.budget = new LookBudget(delta);
        this.reference = new int[classes];
        this.recent = new int[classes];
    }

    /**
     * A full window beside the first one.
     *
     * @param label whose share changed most
     * @param change of that share
     */
    public record Shift(int label, MeanShift change) {}

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
        recent = new int[reference.length];
        counted = window;
        if (shift.isPresent()) {
            reference = new int[reference.length];
            counted = 0;
            budget = new LookBudget(delta);
        }
        return shift;
    }

    private Optional<Shift> compare() {
        int moved = IntStream.range(0, reference.length)
                .boxed()
                .max(Comparator.comparingInt(this::moved).thenComparingInt(label -> reference[label]))
                .orElseThrow();
        newest = Optional.of(
                new Shift(moved, new MeanShift((double) reference[moved] / window, (double) recent[moved] / window)));
        double level = budget.next();
        int[] compared = IntStream.range(0, reference.length)
                .filter(label -> reference[label] + recent[label] >= FEWEST_OF_A_CLASS)
                .toArray();
        return IntStream.of(compared).anyMatch(label -> differs(label, level / compared.length))
                ? newest
                : Optional.empty();
    }

    private boolean differs(int label, double level) {
        int[][] table = {
            {reference[label], window - reference[label]},
            {recent[label], window - recent[label]}
        };
        // A class that is all of both windows cannot differ, and leaves nothing to test.
        return reference[label] + recent[label] < 2 * window
                && FisherExactTest.withDefaults().test(table).reject(level);
    }

    private int moved(int label) {
        return Math.abs(recent[label] - reference[label]);
    }
}
