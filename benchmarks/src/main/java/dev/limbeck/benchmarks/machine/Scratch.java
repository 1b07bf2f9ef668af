package dev.limbeck.benchmarks.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;

/** A folder for the time of a benchmark. */
public record Scratch(Path folder) implements AutoCloseable {
    public Scratch() throws IOException {
        this(Files.createTempDirectory("limbeck-bench-"));
    }

    @Override
    public void close() throws IOException {
        FileUtils.deleteDirectory(folder.toFile());
    }
}
