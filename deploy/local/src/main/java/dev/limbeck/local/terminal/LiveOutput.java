package dev.limbeck.local.terminal;

import dev.limbeck.contract.time.Ticker;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.TerminalBuilder.SystemOutput;

/** Which of this process's streams a person watches; the other one may carry a result for a program. */
public enum LiveOutput {
    STANDARD_OUT(SystemOutput.SysOut),
    STANDARD_ERROR(SystemOutput.SysErr);

    private static final Duration FIRST_PAUSE_OF_PLAIN_ROWS = Duration.ofSeconds(10);

    private final SystemOutput systemOutput;

    LiveOutput(SystemOutput systemOutput) {
        this.systemOutput = systemOutput;
    }

    /** Redraws rows in place on a terminal; elsewhere, such as in a file, appends them ever less often. */
    public LiveView open() {
        try {
            Terminal terminal = TerminalBuilder.builder()
                    .name("limbeck")
                    .systemOutput(systemOutput)
                    .dumb(true) // rather than a warning where there is no terminal
                    .nativeSignals(false) // Ctrl-C stays the JVM's, so that shutdown hooks run
                    .build();
            if (!terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                return new RedrawnView(terminal, stream());
            }
            terminal.close();
            return new AppendedView(stream(), FIRST_PAUSE_OF_PLAIN_ROWS, Ticker.SYSTEM);
        } catch (IOException e) {
            throw new UncheckedIOException("could not open the terminal", e);
        }
    }

    /** The stream itself, for what needs no view. */
    public PrintStream stream() {
        return this == STANDARD_OUT ? System.out : System.err;
    }
}
