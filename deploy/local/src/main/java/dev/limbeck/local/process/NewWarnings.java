package dev.limbeck.local.process;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Passes on what services log as a warning or an error: its first line, and nothing that was passed on before but for
 * other numbers in it. All the rest is in the services' log files.
 */
public final class NewWarnings implements LineSink {
    private static final Pattern WARNING =
            Pattern.compile("(?<service>.*?)\\d{2}:\\d{2}:\\d{2} (?:WARN|ERROR|FATAL) +(?<text>.*)");
    private static final Pattern NUMBERS = Pattern.compile("\\d+");

    private final LineSink sink;
    private final Set<String> passedOn = ConcurrentHashMap.newKeySet();

    public NewWarnings(LineSink sink) {
        this.sink = sink;
    }

    @Override
    public void line(String text) {
        var warning = WARNING.matcher(text);
        if (warning.matches()
                && passedOn.add(NUMBERS.matcher(warning.group("service") + warning.group("text"))
                        .replaceAll("#"))) {
            sink.line(text);
        }
    }
}
