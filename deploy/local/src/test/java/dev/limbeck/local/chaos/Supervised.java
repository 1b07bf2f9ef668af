package dev.limbeck.local.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A process that is started again whenever it ends, as a supervisor does: at once when it was killed. */
final class Supervised implements AutoCloseable {
    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    private final String name;
    private final int port;
    private final ProcessBuilder builder;
    private final List<String> failures = new ArrayList<>();
    private boolean restarted = true;
    private @Nullable Process process;
    private @Nullable Process killed;

    /** @param port where it serves its status; 0 where it has none */
    Supervised(String name, int port, List<String> command, Map<String, String> environment, Path directory, Path log) {
        this.name = name;
        this.port = port;
        this.builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    /** How often it ended without having been killed, and how. */
    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    synchronized long pid() {
        return current().pid();
    }

    synchronized Supervised start() {
        try {
            Process started = builder.start();
            process = started;
            var watch = new Thread(() -> watch(started), "supervisor of " + name);
            watch.setDaemon(true);
            watch.start();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("could not start " + name, e);
        }
    }

    /** From now on it is left alone when it ends. */
    synchronized CompletableFuture<Integer> exitWithoutRestart() {
        restarted = false;
        return current().onExit().thenApply(Process::exitValue);
    }

    private void watch(Process watched) {
        try {
            watched.waitFor();
            if (hasFailed(watched)) {
                Thread.sleep(BACK_OFF.toMillis());
            }
            startAgain();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean hasFailed(Process ended) {
        if (!restarted || ended == killed) {
            return false;
        }
        String failure = "%s ended by itself with code %d".formatted(name, ended.exitValue());
        failures.add(failure);
        System.out.println("CHAOS " + failure + "; it is started again");
        return true;
    }

    private synchronized void startAgain() {
        if (restarted) {
            start();
        }
    }

    /** SIGKILL. */
    synchronized void kill() {
        killed = current();
        current().toHandle().destroyForcibly();
    }

    /** @param signal as {@code kill} knows it, without SIG */
    void signal(String signal) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).start();
        if (kill.waitFor() != 0) {
            throw new IllegalStateException("kill -%s of %s failed".formatted(signal, name));
        }
    }

    private Process current() {
        var running = process;
        if (running == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return running;
    }

    @Override
    public void close() {
        Process last;
        synchronized (this) {
            restarted = false;
            if (process == null) {
                return;
            }
            last = process;
        }
        last.toHandle().destroyForcibly();
        last.onExit().join();
    }
}
