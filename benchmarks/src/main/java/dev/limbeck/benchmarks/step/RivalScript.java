package dev.limbeck.benchmarks.step;

import dev.limbeck.benchmarks.machine.Cores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A script in Python that does so many steps when it is told to, and answers with the seconds. */
final class RivalScript implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter orders;
    private final String version;

    private RivalScript(Process process, BufferedReader answers, String version) {
        this.process = process;
        this.answers = answers;
        this.orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.version = version;
    }

    /** @return empty where there is no Python, or none with PyTorch */
    static Optional<RivalScript> start(Path script, Cores cores, List<String> arguments) throws IOException {
        var command = new ArrayList<>(cores.measured());
        command.addAll(List.of("python3", script.toString()));
        command.addAll(arguments);
        Process process;
        try {
            process =
                    new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        } catch (IOException noPython) {
            return Optional.empty();
        }
        BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
        String first = answers.readLine();
        return first == null || !first.startsWith("torch ") || first.contains("not installed")
                ? Optional.empty()
                : Optional.of(new RivalScript(process, answers, first));
    }

    String version() {
        return version;
    }

    /** @return seconds */
    double run(int steps) {
        orders.println(steps);
        try {
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("the rival script has ended");
            }
            return Double.parseDouble(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        orders.close();
        process.destroy();
    }
}
