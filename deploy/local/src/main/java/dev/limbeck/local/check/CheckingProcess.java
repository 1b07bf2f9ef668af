package dev.limbeck.local.check;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.local.process.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Checks by a JVM that has an engine, which this one has not: it prints each as a line of JSON when it is found. */
public final class CheckingProcess {
    private CheckingProcess() {}

    /**
     * Returns when the process has ended. One that ends otherwise than it should is a check that failed.
     *
     * @param log where its standard error goes
     * @param found told of each check at once
     */
    public static void run(JavaCommand command, Path log, Consumer<Check> found)
            throws IOException, InterruptedException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        var process = command.process().redirectError(log.toFile()).start();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> line.startsWith("{")) // a native library may print others
                    .map(line -> ContractJson.read(line.getBytes(StandardCharsets.UTF_8), Check.class))
                    .forEach(found);
        }
        if (process.waitFor() != 0) {
            found.accept(new Check(
                    "process",
                    false,
                    "it ended with code %d while it tried what comes next; see %s"
                            .formatted(process.exitValue(), log)));
        }
    }
}
