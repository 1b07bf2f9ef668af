package dev.limbeck.local.terminal;

import java.util.List;
import org.jline.utils.AttributedString;

/**
 * A few rows that always show the present, below the lines that tell what happened. Safe for use by many threads: log
 * lines arrive while the rows change.
 */
public interface LiveView extends AutoCloseable {
    /** Replaces the rows. */
    void show(List<AttributedString> rows);

    /** Prints a line that stays, above the rows. */
    void announce(String line);

    /** Leaves the newest rows where they are, and the cursor below them. Lines may still be announced. */
    @Override
    void close();
}
