package dev.limbeck.benchmarks.stack;

import dev.limbeck.local.process.TensorMemory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code ./limbeck up} as a user starts it: a process with the broker in it, and one for each service. */
final class LimbeckUp implements AutoCloseable {
    static final String ALL_READY = "everything is ready";
    private static final String READY = " is ready";
    private static final int STOPS_WITHIN_SECONDS = 20;

    private final long startNanos;
    private final Process process;
    private final BufferedReader lines;

    private LimbeckUp(long startNanos, Process process) {
        this.startNanos = startNanos;
        this.process = process;
        this.lines = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * @param installation that is built
     * @param home where everything is stored
     */
    static LimbeckUp start(Path installation, Path home) throws IOException {
        var command = command(installation, home, "up", "--quiet", "--broker-port", "0");
        long startNanos = System.nanoTime();
        return new LimbeckUp(startNanos, command.redirectError(Redirect.INHERIT).start());
    }

    /** A command that finds what runs there. */
    static ProcessBuilder command(Path installation, Path home, String... words) {
        var line = new ArrayList<>(List.of(installation.resolve("limbeck").toString()));
        line.addAll(List.of(words));
        line.addAll(List.of("--home", home.toString()));
        var command = new ProcessBuilder(line);
        // Benchmarks have these of their own, and users have not: services get them from limbeck up.
        TensorMemory.leaveToSystem(command.environment());
        // Benchmarks make their networks and data sets there.
        command.environment().put("LIMBECK_ARTIFACTS_ROOTS", System.getProperty("java.io.tmpdir"));
        return command;
    }

    /**
     * To be called once.
     *
     * @return seconds from the start after which each part said that it is ready, in that order; the last one is {@link
     *     #ALL_READY}
     */
    Map<String, Double> awaitReady() throws IOException {
        var ready = new LinkedHashMap<String, Double>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int at = line.indexOf(READY);
            if (at > 0) {
                ready.put(line.substring(0, at) + READY, (System.nanoTime() - startNanos) / 1e9);
                if (line.startsWith(ALL_READY)) {
                    passOverTheRest();
                    return ready;
                }
            }
        }
        throw new IllegalStateException("limbeck up ended before all was ready; ready were " + ready.keySet());
    }

    /** Whoever writes to a pipe that nobody reads stands still once it is full. */
    private void passOverTheRest() {
        var reader = new Thread(
                () -> {
                    try {
                        lines.transferTo(Writer.nullWriter());
                    } catch (IOException closed) { // by close()
                    }
                },
                "limbeck up");
        reader.setDaemon(true);
        reader.start();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException inAHurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
