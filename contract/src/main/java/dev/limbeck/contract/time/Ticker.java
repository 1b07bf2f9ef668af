package dev.limbeck.contract.time;

import java.time.Duration;

/**
 * Time that only passes. Whoever waits, or tells how long something took, asks this and not a clock: clocks are set, and
 * one that is set back an hour would make every wait an hour longer. A {@link java.time.Clock} is for time stamps.
 */
@FunctionalInterface
public interface Ticker {
    Ticker SYSTEM = () -> Duration.ofNanos(System.nanoTime());

    /** Since a moment that means nothing, the same for all readings of this ticker; may be negative. */
    Duration reading();

    /** @param earlier reading */
    default Duration since(Duration earlier) {
        return reading().minus(earlier);
    }

    /**
     * What is left until a later reading.
     *
     * @return zero when that has passed
     */
    default Duration until(Duration later) {
        var left = later.minus(reading());
        return left.isNegative() ? Duration.ZERO : left;
    }

    default boolean hasPassed(Duration later) {
        return until(later).isZero();
    }
}
