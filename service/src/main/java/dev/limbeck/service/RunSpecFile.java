package dev.limbeck.service;

import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.InvalidRunSpecException;
import dev.limbeck.contract.run.RunSpecReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The declaration of a run as a process is given it: the file that {@value #PROPERTY} names. */
public final class RunSpecFile {
    private static final String PROPERTY = "limbeck.run";

    private RunSpecFile() {}

    /**
     * @throws IllegalArgumentException when the process was given none
     * @throws UncheckedIOException when it cannot be read
     * @throws InvalidRunSpecException when it is no valid run
     */
    public static DistillationRun ofProcess() {
        String file = System.getProperty(PROPERTY);
        if (file == null) {
            throw new IllegalArgumentException("-D" + PROPERTY + " is missing");
        }
        try {
            return RunSpecReader.read(Files.readString(Path.of(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read run spec " + file + ": " + e.getMessage(), e);
        }
    }
}
