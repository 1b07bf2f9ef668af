package dev.limbeck.local.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jline.builtins.ScreenTerminal;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.terminal.impl.ExternalTerminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;

class LiveViewTest {
    private static final int COLUMNS = 20;
    private static final int ROWS = 6;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, UTF_8);
    private Duration now = Duration.ZERO;

    @Test
    void rowsAreRedrawnInPlaceBelowTheAnnouncedLines() throws IOException {
        // Given
        var view = redrawn();
        view.show(rows("step 1", "loss 2.30"));
        view.announce("teacher is ready");
        view.show(rows("step 2", "loss 1.90"));
        // When
        view.announce("student is ready");
        view.show(rows("step 3", "loss 1.75", "checkpoint 1"));
        // Then
        assertThat(screen())
                .containsExactly("teacher is ready", "student is ready", "step 3", "loss 1.75", "checkpoint 1");
    }

    @Test
    void rowsThatDoNotFitAreCutAndDoNotBreakTheRedraw() throws IOException {
        // Given
        var view = redrawn();
        view.show(rows("a row that is wider than the terminal", "2", "3", "4", "5", "6", "7"));
        // When
        view.show(rows("short"));
        // Then
        assertThat(screen()).containsExactly("short");
    }

    @Test
    void theNewestRowsStayWhenTheViewIsClosed() throws IOException {
        // Given
        var view = redrawn();
        view.show(rows("step 1", "loss 2.30"));
        // When
        view.close();
        view.announce("stopped");
        // Then
        assertThat(screen()).containsExactly("step 1", "loss 2.30", "stopped");
    }

    @Test
    void elsewhereRowsAreAppendedWithoutColoursAndEverLessOften() {
        // Given
        var view = new AppendedView(out, Duration.ofSeconds(10), () -> now);
        // When
        view.show(List.of(new AttributedString("step 1", AttributedStyle.BOLD)));
        view.show(rows("step 2"));
        view.announce("teacher is ready");
        now = now.plusSeconds(10);
        view.show(rows("step 3"));
        now = now.plusSeconds(19);
        view.show(rows("step 4"));
        now = now.plusSeconds(1);
        view.show(rows("step 5"));
        view.show(rows("step 6"));
        view.close();
        // Then
        assertThat(written.toString(UTF_8).lines())
                .containsExactly("step 1", "teacher is ready", "step 3", "step 5", "step 6");
    }

    @Test
    void unchangedRowsAreNotRepeated() {
        // Given
        var view = new AppendedView(out, Duration.ZERO, () -> now);
        // When
        view.show(rows("step 1"));
        view.show(rows("step 1"));
        view.close();
        // Then
        assertThat(written.toString(UTF_8).lines()).containsExactly("step 1");
    }

    private LiveView redrawn() throws IOException {
        // Paused: nobody types, and the end of the input would close the terminal.
        var terminal = new ExternalTerminal(
                null,
                "test",
                "xterm-256color",
                InputStream.nullInputStream(),
                written,
                UTF_8,
                SignalHandler.SIG_DFL,
                true);
        terminal.setSize(new Size(COLUMNS, ROWS));
        return new RedrawnView(terminal, out);
    }

    /** What a person would see. */
    private Stream<String> screen() {
        var screen = new ScreenTerminal(COLUMNS, ROWS);
        // A terminal driver starts each line at the left.
        screen.write(written.toString(UTF_8).replace("\r\n", "\n").replace("\n", "\r\n"));
        return screen.toString().lines().map(String::stripTrailing).filter(line -> !line.isEmpty());
    }

    private static List<AttributedString> rows(String... texts) {
        return Stream.of(texts).map(AttributedString::new).toList();
    }
}
