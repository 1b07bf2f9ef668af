package dev.limbeck.local.process;

import java.time.Duration;

/**
 * How often a service that ends unasked is started again.
 *
 * @param most restarts of one service within {@code within}; one more, and it is given up
 * @param firstPause before the first of them; each further one waits twice as long
 */
public record RestartPolicy(int most, Duration within, Duration firstPause) {
    public static final RestartPolicy DEFAULT = new RestartPolicy(5, Duration.ofMinutes(1), Duration.ofMillis(250));

    public RestartPolicy {
        if (most < 0 || most > 16) {
            throw new IllegalArgumentException("most is %d; allowed are 0 to 16".formatted(most));
        }
    }

    Duration pauseBefore(int restart) {
        return firstPause.multipliedBy(1L << (restart - 1));
    }
}
