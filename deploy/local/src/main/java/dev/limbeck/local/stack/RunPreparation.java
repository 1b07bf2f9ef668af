package dev.limbeck.local.stack;

import java.io.IOException;
import java.nio.file.Path;

/** Gets a run ready to be worked on, once the home is this launcher's alone and before a service starts. */
@FunctionalInterface
public interface RunPreparation {
    /** @return the file with the run spec */
    Path prepare() throws IOException, InterruptedException;
}
