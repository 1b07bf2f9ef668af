package dev.limbeck.benchmarks.rival;

import dev.limbeck.benchmarks.measure.Took;
import dev.limbeck.local.process.TensorMemory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A script in Python that measures itself: its first line names its PyTorch, each other one is a number of seconds. */
public final class RivalScript implements AutoCloseable {
    private static final String MISSING = "is not installed";

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

    /** How the C library gives the script memory for its tensors. */
    public enum Memory {
        /** As it does where nobody has set anything. */
        BY_DEFAULT,
        /** As it does in the services. */
        KEPT;

        private void setIn(Map<String, String> environment) {
            switch (this) {
                case BY_DEFAULT -> TensorMemory.leaveToSystem(environment);
                case KEPT -> environment.putAll(TensorMemory.ENVIRONMENT);
            }
        }
    }

    /**
     * @param binding what the command begins with, to bind it to a core
     * @return empty where there is no Python, or none with what the script needs
     */
    public static Optional<RivalScript> start(Path script, List<String> binding, List<String> arguments, Memory memory)
            throws IOException {
        var command = new ArrayList<>(binding);
        command.addAll(List.of("python3", script.toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
        memory.setIn(builder.environment());
        Process process;
        try {
            process = builder.start();
        } catch (IOException noPython) {
            return Optional.empty();
        }
        BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
        String first = answers.readLine();
        return first == null || first.endsWith(MISSING)
                ? Optional.empty()
                : Optional.of(new RivalScript(process, answers, first));
    }

    public String version() {
        return version;
    }

    /** @return what so many steps took */
    public Took run(int steps) {
        orders.println(steps);
        return took();
    }

    /** Waits for the next figures. */
    public Took took() {
        try {
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("the rival script has ended");
            }
            String[] figures = answer.split(" ", 2);
            return new Took(Double.parseDouble(figures[0]), Double.parseDouble(figures[1]));
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
