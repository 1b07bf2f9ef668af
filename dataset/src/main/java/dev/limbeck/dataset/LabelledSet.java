package dev.limbeck.dataset;

import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Inputs;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** An immutable, non-empty sequence of examples: what a network sees of each, and what is right of it. */
public interface LabelledSet {
    /** How many examples there are, at least 1. */
    int size();

    /** What a network sees of an example. */
    Inputs inputs(int index);

    /** What is right of an example. */
    HardLabel hardLabel(int index);

    /** SHA-256, in hexadecimal, over all examples in their order. Computed at each call. */
    String digest();

    /**
     * The examples at the given indices, in that order; an index may repeat.
     *
     * @throws IllegalArgumentException if there are no indices
     * @throws IndexOutOfBoundsException if an index is not in this set
     */
    LabelledSet subset(int[] indices);

    /** The inputs from {@code from} on, at most {@code count}. */
    default List<Inputs> inputs(int from, int count) {
        return IntStream.range(from, Math.min(from + count, size()))
                .mapToObj(this::inputs)
                .toList();
    }

    /**
     * Shuffles and cuts this set; the same seed always gives the same split.
     *
     * @param validationFraction the share of the validation part, above 0 and below 1, rounded to whole examples
     * @throws IllegalArgumentException if either part would be empty
     */
    default TrainingAndValidation shuffledSplit(long seed, double validationFraction) {
        if (!(validationFraction > 0 && validationFraction < 1)) {
            throw new IllegalArgumentException(
                    "validationFraction is %s; allowed: above 0 and below 1".formatted(validationFraction));
        }
        int validation = (int) Math.round(size() * validationFraction);
        if (validation == 0 || validation == size()) {
            throw new IllegalArgumentException(
                    "validationFraction is %s, which takes %d of %d examples; allowed: at least 1 in each part"
                            .formatted(validationFraction, validation, size()));
        }
        int[] order = shuffledIndices(seed);
        return new TrainingAndValidation(
                subset(Arrays.copyOfRange(order, validation, order.length)),
                subset(Arrays.copyOfRange(order, 0, validation)));
    }

    /** All indices in an order that the seed alone decides. */
    default int[] shuffledIndices(long seed) {
        var random = new SplittableRandom(seed);
        int[] order = IntStream.range(0, size()).toArray();
        for (int last = order.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int swapped = order[last];
            order[last] = order[other];
            order[other] = swapped;
        }
        return order;
    }
}
