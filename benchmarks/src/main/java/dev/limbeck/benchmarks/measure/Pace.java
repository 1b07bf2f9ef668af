package dev.limbeck.benchmarks.measure;

import java.time.Duration;

/** How long a batch takes, about: to know how many make a window. */
public final class Pace {
    private static final int FEWEST = 3;

    private Pace() {}

    /**
     * Repeats the work for a while, which also warms it up.
     *
     * @return seconds each, over the second half
     */
    public static double of(Runnable work, Duration atLeast) {
        long start = System.nanoTime();
        long half = start;
        int since = 0;
        for (int done = 1; ; done++) {
            work.run();
            long now = System.nanoTime();
            since++;
            if (done >= FEWEST && now - start >= atLeast.toNanos()) {
                return (now - half) / 1e9 / since;
            }
            if (now - start < atLeast.toNanos() / 2) {
                half = now;
                since = 0;
            }
        }
    }
}
