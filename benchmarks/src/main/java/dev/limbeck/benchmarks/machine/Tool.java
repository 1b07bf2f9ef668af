package dev.limbeck.benchmarks.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program of the machine that does one thing and ends. */
public final class Tool {
    private Tool() {}

    /** @throws IOException with the failure and what the program said, when it is not there or fails */
    public static void run(String failure, List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(failure + ": " + said.strip());
        }
    }
}
