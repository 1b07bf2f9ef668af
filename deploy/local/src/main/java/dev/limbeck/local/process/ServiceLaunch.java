package dev.limbeck.local.process;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;

/**
 * One service to run as a process of its own.
 *
 * @param name what its log lines start with, and its log file is called
 * @param port where it serves people and programs; the command has to make it listen there
 * @param healthPort where it serves {@code /q/health/ready}, whatever happens at the other
 * @param command what to run
 * @param environment added to this process's own environment
 * @param directory the working directory
 * @param logFile gets everything it prints; the file of the start before is kept as {@code *.previous}
 */
public record ServiceLaunch(
        String name,
        int port,
        int healthPort,
        JavaCommand command,
        Map<String, String> environment,
        Path directory,
        Path logFile) {
    public ServiceLaunch {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is blank; allowed is any text, as in teacher");
        }
        requirePort(name, port);
        requirePort(name, healthPort);
        requireNonNull(command, "command");
        environment = Map.copyOf(environment);
        requireNonNull(directory, "directory");
        requireNonNull(logFile, "logFile");
    }

    private static void requirePort(String name, int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port of %s is %d; allowed are 1 to 65535".formatted(name, port));
        }
    }
}
