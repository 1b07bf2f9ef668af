package dev.limbeck.local.process;

import dev.limbeck.contract.time.Ticker;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A running service. Its standard input is a pipe nobody writes to: the service sees it end when this JVM is gone,
 * however it went, and can then exit too.
 */
public final class ServiceProcess {
    private static final Duration POLL_EVERY = Duration.ofMillis(100);
    private static final Duration LAST_LINES_WITHIN = Duration.ofSeconds(1);

    private final ServiceLaunch launch;
    private final String prefix;
    private final Process process;
    private final LogPump log;

    private ServiceProcess(ServiceLaunch launch, String prefix, Process process, LogPump log) {
        this.launch = launch;
        this.prefix = prefix;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts the process; each line it prints goes to its log file, and after {@code prefix} to {@code sink}.
     *
     * @param again whether its log goes on below that of its former life
     */
    static ServiceProcess start(ServiceLaunch launch, String prefix, LineSink sink, boolean again) throws IOException {
        var builder = launch.command()
                .process()
                .directory(launch.directory().toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(launch.environment());
        BufferedWriter file = again ? LogPump.append(launch.logFile()) : LogPump.open(launch.logFile());
        try {
            Process process = builder.start();
            return new ServiceProcess(
                    launch, prefix, process, LogPump.start(prefix, process.getInputStream(), file, sink));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    public String name() {
        return launch.name();
    }

    ServiceLaunch launch() {
        return launch;
    }

    String prefix() {
        return prefix;
    }

    Path logFile() {
        return launch.logFile();
    }

    public int port() {
        return launch.port();
    }

    /** Where it says whether it is ready. */
    public int healthPort() {
        return launch.healthPort();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with the exit code when the process ends, asked to or not. */
    public CompletableFuture<Integer> exit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /**
     * Returns once the service says it is ready.
     *
     * @throws ServiceStartException if it ends before that, or takes longer than {@code deadline}
     */
    void awaitReady(ReadinessProbe probe, Duration deadline) throws InterruptedException {
        Duration latest = Ticker.SYSTEM.reading().plus(deadline);
        for (var objection = probe.objection(healthPort());
                objection.isPresent();
                objection = probe.objection(healthPort())) {
            if (process.waitFor(POLL_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                throw ServiceStartException.exited(
                        name(), process.exitValue(), log.lastLines(LAST_LINES_WITHIN), launch.logFile());
            }
            if (Ticker.SYSTEM.hasPassed(latest)) {
                throw ServiceStartException.late(
                        name(), deadline, objection.get(), log.lastLines(Duration.ZERO), launch.logFile());
            }
        }
    }

    /** Asks it to stop: ends its standard input and sends SIGTERM. */
    void requestStop() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) { // it closed its end first, which is as well
        }
        process.toHandle().destroy(); // Process.destroy would close its output, and its last words with it
    }

    /** Stops it without asking. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Returns when all it printed is in its log, once it has ended. */
    void awaitLastWords() throws InterruptedException {
        log.awaitEnd(LAST_LINES_WITHIN);
    }
}
