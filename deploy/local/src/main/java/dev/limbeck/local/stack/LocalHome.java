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

    /** All that belongs to runs; a fresh start deletes it. */
    public Path data() {
        return directory.resolve("data");
    }

    /** Networks, checkpoints, artifacts. */
    public Path store() {
        return data().resolve("store");
    }

    /** What the orchestrator keeps beside Kafka; it can be had again from there. */
    Path orchestratorState() {
        return data().resolve("orchestrator");
    }

    /** Labelled data sets, which outlive a fresh start. */
    public Path datasets() {
        return directory.resolve("datasets");
    }

    /** Log files, one for each service and one for what happens in the launcher, the broker included. */
    public Path log(String name) {
        return logs().resolve(name + ".log");
    }

    /** The folder of the log files. */
    public Path logs() {
        return directory.resolve("logs");
    }

    Path upFile() {
        return directory.resolve("up.json");
    }
}
