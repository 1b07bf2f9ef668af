package dev.limbeck.local.terminal;

import dev.limbeck.contract.time.Ticker;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.jline.utils.AttributedString;

/** For output that is kept rather than watched: rows are appended without colours, and not too often. */
final class AppendedView implements LiveView {
    private final PrintStream out;
    private final Duration every;
    private final Ticker ticker;
    private List<AttributedString> newest = List.of();
    private List<AttributedString> printed = List.of();
    private Duration nextPrint;

    AppendedView(PrintStream out, Duration every, Ticker ticker) {
        this.out = out;
        this.every = every;
        this.ticker = ticker;
        this.nextPrint = ticker.reading();
    }

    @Override
    public synchronized void show(List<AttributedString> rows) {
        newest = List.copyOf(rows);
        if (ticker.hasPassed(nextPrint) && printNewest()) {
            nextPrint = ticker.reading().plus(every);
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
