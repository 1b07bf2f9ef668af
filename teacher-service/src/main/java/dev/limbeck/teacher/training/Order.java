package dev.limbeck.teacher.training;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Orders that look random and can be repeated. */
public final class Order {
    private Order() {}

    /** The numbers below {@code size}, each once; equal seeds give equal orders. */
    public static int[] shuffled(int size, long seed) {
        var random = new SplittableRandom(seed);
        int[] order = IntStream.range(0, size).toArray();
        for (int last = size - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int swapped = order[last];
            order[last] = order[other];
            order[other] = swapped;
        }
        return order;
    }
}
