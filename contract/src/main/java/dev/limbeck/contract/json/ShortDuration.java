package dev.limbeck.contract.json;

import java.time.Duration;
import java.util.regex.Pattern;

/** A length of time as people write it: {@code 500ms}, {@code 2s}, {@code 5m}, {@code 1h}. */
public final class ShortDuration {
    static final String ALLOWED = "a whole number followed by ms, s, m or h, as in 2s";
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    private ShortDuration() {}

    /** @throws IllegalArgumentException when it is of another form */
    public static Duration parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not " + ALLOWED);
        }
        long amount = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    public static String format(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
