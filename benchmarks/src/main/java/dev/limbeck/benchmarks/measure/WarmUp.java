package dev.limbeck.benchmarks.measure;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * What comes before the first window: a case that does not count, again and again, until the JVM's compilers have seen
 * enough of it. Best the one that passes most records in a second.
 */
public final class WarmUp {
    /** Shorter windows are there to see that it works. */
    private static final Duration SHORTEST_TO_WARM_UP_FOR = Duration.ofSeconds(1);

    private static final int MOST_ROUNDS = 12;
    /** Share of a core. */
    private static final double QUIET_COMPILERS = 0.02;

    private WarmUp() {}

    /** A case that does not count. */
    @FunctionalInterface
    public interface Round {
        /** @param number from 1 */
        void run(int number) throws Exception;
    }

    /** @param window how long one window of what counts will last */
    public static void untilCompilersAreQuiet(Duration window, Consumer<String> progress, Round round)
            throws Exception {
        int rounds = window.compareTo(SHORTEST_TO_WARM_UP_FOR) < 0 ? 1 : MOST_ROUNDS;
        double share = 1;
        for (int number = 1; number <= rounds && share > QUIET_COMPILERS; number++) {
            var compiling = new Compiling();
            round.run(number);
            share = compiling.share();
            progress.accept("warming up: compilers had %.2f of a core".formatted(share));
        }
    }
}
