package dev.limbeck.network.djl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Python with PyTorch, where there is one: {@code python3}, or what the variable {@code LIMBECK_PYTHON} says. */
final class Python {
    private static final String COMMAND =
            Optional.ofNullable(System.getenv("LIMBECK_PYTHON")).orElse("python3");

    private Python() {}

    /** Skips the test where there is none. */
    static void assumeItHasTorch(Path folder) throws Exception {
        assumeTrue(
                run(folder, "-c", "import torch").isPresent(),
                COMMAND + " with torch is not there; LIMBECK_PYTHON names another");
    }

    /** What a script prints as JSON. */
    static JsonNode printed(Path folder, Path script, Object... arguments) throws Exception {
        var all = new ArrayList<String>(List.of("-W", "ignore", script.toString()));
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        var printed = run(folder, all.toArray(String[]::new));
        assertThat(printed).as("exit of %s", script).isPresent();
        return new ObjectMapper().readTree(printed.orElseThrow());
    }

    /** Empty when it cannot be started, or fails. */
    private static Optional<String> run(Path folder, String... arguments) throws Exception {
        var command = new ArrayList<String>(List.of(COMMAND));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("python.out");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException absent) {
            return Optional.empty();
        }
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return Optional.empty();
        }
        return process.exitValue() == 0 ? Optional.of(Files.readString(out, UTF_8)) : Optional.empty();
    }
}
