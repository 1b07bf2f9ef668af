package dev.limbeck.orchestrator.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a simulation counted, as it stands in docs/gate.md. */
final class SimulationTables {
    private final StringBuilder tables = new StringBuilder();

    void title(String text) {
        line("%n%s:%n", text);
    }

    void line(String format, Object... values) {
        tables.append(text(format, values)).append('\n');
    }

    /** On the console, and in {@code target}. */
    void print(String file) throws IOException {
        System.out.println(tables);
        Files.writeString(Path.of("target", file), tables);
    }

    static String interval(SimulatedRuns.Outcome outcome) {
        return text("%.1f %% (%.1f to %.1f)", 100 * outcome.share(), 100 * outcome.low(), 100 * outcome.high());
    }

    static String percentages(double... shares) {
        return Arrays.stream(shares)
                .mapToObj(share -> text(" %.1f %% |", 100 * share))
                .collect(Collectors.joining());
    }

    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
