package dev.limbeck.local.stack;

import java.time.Duration;

/**
 * How long the launcher waits, which depends on the machine and on what else it does.
 *
 * @param ready for each of broker and services to be ready
 * @param stop for the services to end once they were asked to; what still runs then is killed
 */
public record Patience(Duration ready, Duration stop) {
    public static final Patience DEFAULT = new Patience(Duration.ofMinutes(5), Duration.ofSeconds(20));

    public Patience {
        requirePositive("ready", ready);
        requirePositive("stop", stop);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("%s is %s; allowed is more than nothing".formatted(name, value));
        }
    }
}
