package dev.limbeck.local.terminal;

import dev.limbeck.contract.time.Ticker;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.jline.utils.AttributedString;

/**
 * For output that is kept rather than watched: rows are appended without colours, and ever less often, so that a long
 * wait does not bury what is announced.
 */
final class AppendedView implements LiveView {
    private final PrintStream out;
    private final Ticker ticker;
    private List<AttributedString> newest = List.of();
    private List<AttributedString> printed = List.of();
    private Duration pause;
    private Duration nextPrint;

    /** @param firstPause between the first two times that rows are appended; each pause is twice the one before */
    AppendedView(PrintStream out, Duration firstPause, Ticker ticker) {
        this.out = out;
        this.ticker = ticker;
        this.pause = firstPause;
        this.nextPrint = ticker.reading();
    }

    @Override
    public synchronized void show(List<AttributedString> rows) {
        newest = List.copyOf(rows);
        if (ticker.hasPassed(nextPrint) && printNewest()) {
            nextPrint = ticker.reading().plus(pause);
            pause = pause.multipliedBy(2);
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
