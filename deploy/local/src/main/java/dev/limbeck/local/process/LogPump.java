package dev.limbeck.local.process;

import dev.limbeck.local.terminal.Printable;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries what a process prints to its log file and to a sink, and remembers the last lines. It keeps reading whatever
 * happens to the file: a full pipe would stop the process.
 */
final class LogPump {
    private static final int REMEMBERED_LINES = 20;

    private final String prefix;
    private final LineSink sink;
    private final Thread thread;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private @Nullable BufferedWriter file;

    private LogPump(String prefix, InputStream output, BufferedWriter file, LineSink sink) {
        this.prefix = prefix;
        this.file = file;
        this.sink = sink;
        this.thread = new Thread(() -> pump(output), "log of " + prefix.strip());
        thread.setDaemon(true);
    }

    /** An empty log; the one before is kept. */
    static BufferedWriter open(Path logFile) throws IOException {
        Files.createDirectories(logFile.toAbsolutePath().getParent());
        if (Files.exists(logFile)) {
            Files.move(
                    logFile,
                    logFile.resolveSibling(logFile.getFileName() + ".previous"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.newBufferedWriter(logFile);
    }

    static BufferedWriter append(Path logFile) throws IOException {
        return Files.newBufferedWriter(logFile, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    static LogPump start(String prefix, InputStream output, BufferedWriter file, LineSink sink) {
        var pump = new LogPump(prefix, output, file, sink);
        pump.thread.start();
        return pump;
    }

    /** The last lines, once everything printed has been read or {@code patience} is over. */
    List<String> lastLines(Duration patience) throws InterruptedException {
        awaitEnd(patience);
        synchronized (lastLines) {
            return List.copyOf(lastLines);
        }
    }

    /** Returns when everything printed has been read, or {@code patience} is over. */
    void awaitEnd(Duration patience) throws InterruptedException {
        thread.join(Math.max(1, patience.toMillis())); // 0 would wait for ever
    }

    private void pump(InputStream output) {
        try (var reader = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            for (String said = reader.readLine(); said != null; said = reader.readLine()) {
                String line = Printable.lines(said);
                remember(line);
                write(line, !reader.ready());
                sink.line(prefix + line);
            }
        } catch (IOException e) { // the process is gone, and its pipe with it
            remember("(reading its output stopped: " + e.getMessage() + ")");
        } finally {
            closeFile();
        }
    }

    private void remember(String line) {
        synchronized (lastLines) {
            if (lastLines.size() == REMEMBERED_LINES) {
                lastLines.removeFirst();
            }
            lastLines.addLast(line);
        }
    }

    private void write(String line, boolean flush) {
        if (file == null) {
            return;
        }
        try {
            file.write(line);
            file.newLine();
            if (flush) {
                file.flush();
            }
        } catch (IOException e) {
            sink.line(prefix + "(its log file is given up: " + e.getMessage() + ")");
            closeFile();
        }
    }

    private void closeFile() {
        var closing = file;
        file = null;
        if (closing != null) {
            try {
                closing.close();
            } catch (IOException e) {
                sink.line(prefix + "(the end of its log file is lost: " + e.getMessage() + ")");
            }
        }
    }
}
