package dev.limbeck.local.view;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a count grows, over the last few seconds. */
public final class RateMeter {
    private static final long WINDOW_NANOS = 5_000_000_000L;

    private final Deque<long[]> samples = new ArrayDeque<>();

    /** @return counts a second, 0 before there are two samples */
    public double at(long count, long nanoTime) {
        // Counted anew by another process, or by one whose clock was set back.
        if (!samples.isEmpty() && (samples.getLast()[1] > count || samples.getLast()[0] > nanoTime)) {
            samples.clear();
        }
        samples.addLast(new long[] {nanoTime, count});
        while (samples.size() > 2 && nanoTime - samples.getFirst()[0] > WINDOW_NANOS) {
            samples.removeFirst();
        }
        long[] oldest = samples.getFirst();
        return nanoTime == oldest[0] ? 0 : (count - oldest[1]) * 1e9 / (nanoTime - oldest[0]);
    }
}
