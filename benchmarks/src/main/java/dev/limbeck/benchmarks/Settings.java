package dev.limbeck.benchmarks;

import dev.limbeck.benchmarks.machine.Cores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How long and how often is measured.
 *
 * @param repetitions of each case; the median counts
 * @param window how long one repetition of one side lasts, about
 * @param cases only those whose name has this in it
 * @param cores on which the stages are
 * @param installation the repository, with its modules built
 */
public record Settings(int repetitions, Duration window, Pattern cases, Cores cores, Path installation) {
    public static final int DEFAULT_REPETITIONS = 7;
    public static final Duration DEFAULT_WINDOW = Duration.ofSeconds(3);
    private static final int WARM_UP_REPETITIONS = 3;

    public Settings {
        if (repetitions < 1 || repetitions > 1000) {
            throw new IllegalArgumentException("repetitions is " + repetitions + ", allowed are 1 to 1000");
        }
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("window is " + window + ", allowed is above 0");
        }
    }

    /** For a first measurement that does not count: until the JVM's compilers, whose threads share the core, are done. */
    public Settings forWarmUp() {
        return withRepetitions(Math.min(repetitions, WARM_UP_REPETITIONS));
    }

    public Settings withRepetitions(int other) {
        return new Settings(other, window, cases, cores, installation);
    }

    public boolean wants(String caseName) {
        return cases.matcher(caseName).find();
    }
}
