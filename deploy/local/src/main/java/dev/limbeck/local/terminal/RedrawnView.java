package dev.limbeck.local.terminal;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;

/** For a terminal: rows are redrawn where they are, only what changed. */
final class RedrawnView implements LiveView {
    /** Some terminals do not know their size. */
    private static final Size FALLBACK_SIZE = new Size(80, 24);

    private final Terminal terminal;
    private final Display display;
    private final PrintStream streamOnceClosed;
    private List<AttributedString> rows = List.of();
    private boolean closed;

    /** Takes over {@code terminal}; lines announced after the view is closed go to {@code streamOnceClosed}. */
    RedrawnView(Terminal terminal, PrintStream streamOnceClosed) {
        this.terminal = terminal;
        this.streamOnceClosed = streamOnceClosed;
        this.display = new Display(terminal, false);
    }

    @Override
    public synchronized void show(List<AttributedString> newRows) {
        if (closed) {
            return;
        }
        rows = List.copyOf(newRows);
        draw(rows);
    }

    @Override
    public synchronized void announce(String line) {
        if (closed) {
            streamOnceClosed.println(line);
            return;
        }
        draw(List.of());
        terminal.writer().println(line);
        draw(rows);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (!rows.isEmpty()) {
            terminal.writer().println();
        }
        terminal.flush();
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException("could not give the terminal back", e);
        }
    }

    /** Rows that do not fit are cut: a row wrapped or scrolled away could not be redrawn. */
    private void draw(List<AttributedString> wanted) {
        Size size = sizeOf(terminal);
        int columns = size.getColumns();
        int height = size.getRows();
        display.resize(height, columns);
        var fitting = wanted.stream()
                .limit(Math.max(1, height - 1))
                .map(row -> row.columnSubSequence(0, columns - 1))
                .toList();
        display.update(fitting, endOf(fitting, size));
        terminal.flush();
    }

    private static Size sizeOf(Terminal terminal) {
        Size size = terminal.getSize();
        return size.getColumns() > 0 && size.getRows() > 0 ? size : FALLBACK_SIZE;
    }

    /** Where the cursor rests, so that whatever is printed next starts below the rows. */
    private static int endOf(List<AttributedString> rows, Size size) {
        int last = rows.size() - 1;
        return last < 0 ? 0 : size.cursorPos(last, rows.get(last).columnLength());
    }
}
