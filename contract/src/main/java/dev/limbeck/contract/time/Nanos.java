package dev.limbeck.contract.time;

import java.time.Duration;

/** Durations in nanoseconds, where they come of what somebody else wrote. */
public final class Nanos {
    private Nanos() {}

    /** At most 292 years in either direction, which is what a long holds; {@link Duration#toNanos} throws beyond. */
    public static long of(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException beyond) {
            return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
