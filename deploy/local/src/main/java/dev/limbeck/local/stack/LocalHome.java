package dev.limbeck.local.stack;

import java.nio.file.Path;

/** The directory that holds everything Limbeck stores on one machine. */
public record LocalHome(Path directory) {
    public LocalHome {
        directory = directory.toAbsolutePath().normalize();
    }

    /** The broker's records. */
    Path broker() {
        return directory.resolve("broker");
    }

    /** All that belongs to a run; a fresh start deletes it. */
    public Path data() {
        return directory.resolve("data");
    }

    /** Networks, checkpoints, artifacts. */
    public Path store() {
        return data().resolve("store");
    }

    /** The spec of a run as it was started last. */
    public Path runSpec(String run) {
        return data().resolve("runs").resolve(run + ".yaml");
    }

    /** Labelled data sets, which outlive a fresh start. */
    public Path datasets() {
        return directory.resolve("datasets");
    }

    /** Log files, one for each service and one for what happens in the launcher, the broker included. */
    public Path log(String name) {
        return directory.resolve("logs").resolve(name + ".log");
    }

    Path upFile() {
        return directory.resolve("up.json");
    }
}
