package dev.limbeck.network.engine;

import dev.limbeck.network.engine.Attempt.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A probe that is a process of its own: it may crash, and it may hang, but not for longer than it is given. Whoever
 * stops this process stops the probe too, and learns nothing of the engine.
 */
public final class ProbeProcess implements Probe {
    /** By hang-up, Ctrl-C, kill -9 and kill: none is what a wrong engine does to its own process. */
    private static final Set<Integer> STOPPED = Set.of(128 + 1, 128 + 2, 128 + 9, 128 + 15);

    private final List<String> command;
    private final Map<String, String> environment;
    private final Duration longest;

    /**
     * @param command tells what it finds by {@link ProbeReport} lines on its standard output
     * @param environment set for the process, beside the instruction set
     */
    public ProbeProcess(List<String> command, Map<String, String> environment, Duration longest) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.longest = longest;
    }

    /** @throws IllegalStateException when it is stopped before it has an outcome */
    @Override
    public Attempt run(InstructionSet instructionSet) {
        try {
            Path output = Files.createTempFile("limbeck-self-test-", ".log");
            try {
                return run(instructionSet, output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException cannotStart) {
            throw new UncheckedIOException("the engine's self-test cannot be started: " + cannotStart, cannotStart);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during the engine's self-test", stopping);
        }
    }

    private Attempt run(InstructionSet instructionSet, Path output) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.environment().put(InstructionSet.VARIABLE, instructionSet.cap());
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            boolean ended = hasEnded(process);
            var report = ProbeReport.of(new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
            return ended
                    ? ended(instructionSet, report, process.exitValue())
                    : report.attempt(
                            instructionSet,
                            Outcome.HUNG,
                            "did not end within %d s, %s".formatted(longest.toSeconds(), report.place()));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private boolean hasEnded(Process process) throws InterruptedException {
        var wait = OnStop.call("stop the self-test", process::destroyForcibly);
        try {
            return process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            wait.isOver();
        }
    }

    private static Attempt ended(InstructionSet instructionSet, ProbeReport report, int exit) {
        var wrong = report.wrong();
        if (wrong.isPresent()) {
            return report.attempt(
                    instructionSet,
                    Outcome.WRONG,
                    wrong.get().name() + ": " + wrong.get().detail());
        }
        if (exit == 0 && report.isComplete()) {
            return report.attempt(
                    instructionSet, Outcome.RIGHT, "all %d parts are right".formatted(report.partCount()));
        }
        if (STOPPED.contains(exit)) {
            throw new IllegalStateException(
                    "the engine's self-test was stopped (exit code %d) and begins anew at the next start"
                            .formatted(exit));
        }
        return report.attempt(
                instructionSet,
                Outcome.CRASHED,
                "ended with exit code %d %s: %s".formatted(exit, report.place(), report.lastWords()));
    }
}
