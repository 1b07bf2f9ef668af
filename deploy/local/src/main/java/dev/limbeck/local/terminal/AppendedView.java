package dev.limbeck.local.terminal;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jline.utils.AttributedString;

/** For output that is kept rather than watched: rows are appended without colours, and not too often. */
final class AppendedView implements LiveView {
    private final PrintStream out;
    private final Duration every;
    private final Clock clock;
    private List<AttributedString> newest = List.of();
    private List<AttributedString> printed = List.of();
    private Instant nextPrint = Instant.MIN;

    AppendedView(PrintStream out, Duration every, Clock clock) {
        this.out = out;
        this.every = every;
        this.clock = clock;
    }

    @Override
    public synchronized void show(List<AttributedString> rows) {
        newest = List.copyOf(rows);
        Instant now = clock.instant();
        if (!now.isBefore(nextPrint) && printNewest()) {
            nextPrint = now.plus(every);
        }
    }

    @Override
    public synchronized void announce(String line) {
        out.println(line);
    }

    @Override
    public synchronized void close() {
        printNewest();
        out.flush();
    }

    private boolean printNewest() {
        if (newest.equals(printed)) {
            return false;
        }
        newest.forEach(row -> out.println(row.toString()));
        printed = newest;
        return true;
    }
}
