package dev.limbeck.local.view;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** How values stand in a table. */
public final class Cells {
    /** Where there is no value. */
    public static final String NONE = "—";

    private static final int DIGEST_DIGITS = 12;

    private Cells() {}

    public static String percent(OptionalDouble share) {
        return known("%.2f %%", 100 * share.orElse(Double.NaN));
    }

    public static String percent(Optional<Double> share) {
        return percent(share.isPresent() ? OptionalDouble.of(share.get()) : OptionalDouble.empty());
    }

    public static String number(OptionalDouble value) {
        return known("%.4f", value.orElse(Double.NaN));
    }

    /** What was not measured is no number. */
    static String known(String format, double value) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, format, value);
    }

    public static String perSecond(double rate) {
        return String.format(Locale.ROOT, "%,.0f/s", rate);
    }

    /** As much of a digest as people type. */
    public static String digest(String digest) {
        return digest.substring(0, Math.min(DIGEST_DIGITS, digest.length()));
    }

    /** How long ago, in the largest unit that says something: {@code 42s}, {@code 7m}, {@code 3h}, {@code 2d}. */
    public static String age(Instant since, Instant now) {
        var age = Duration.between(since, now);
        if (age.toMinutes() < 2) {
            return Math.max(0, age.toSeconds()) + "s";
        }
        if (age.toHours() < 2) {
            return age.toMinutes() + "m";
        }
        return age.toDays() < 2 ? age.toHours() + "h" : age.toDays() + "d";
    }
}
