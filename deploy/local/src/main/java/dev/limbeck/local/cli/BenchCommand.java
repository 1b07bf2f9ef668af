package dev.limbeck.local.cli;

import dev.limbeck.local.process.JavaCommand;
import dev.limbeck.local.process.TensorMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Hands over to the benchmarks, which want a JVM as the services have it and a class path with the stages on it. */
@Command(
        name = "bench",
        description = {
            "Measures what the pipeline costs beyond the arithmetic.",
            "Without a name, lists the benchmarks; with --help after a name, shows the options."
        })
final class BenchCommand implements Callable<Integer> {
    private static final String MAIN = "dev.limbeck.benchmarks.cli.Bench";

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME [OPTIONS]",
            description = "The benchmark, and -o json, --repetitions, --window, --case.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path built = new HomeOption().installation().resolve("benchmarks/target");
        Path classPath = built.resolve("class-path");
        if (!Files.isRegularFile(classPath)) {
            throw new IllegalStateException(classPath + " is missing; run the limbeck script, which builds it");
        }
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx1g",
                JavaCommand.ROOM_FOR_SHORT_LIVED, // as the teacher and the student service have it
                // Quarkus, on the class path with the services, says that it is an error to have another.
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dlimbeck.installation=" + new HomeOption().installation(),
                "-cp",
                built.resolve("classes") + ":" + Files.readString(classPath),
                MAIN));
        command.addAll(arguments);
        var process = new ProcessBuilder(command).inheritIO();
        process.environment().putAll(TensorMemory.ENVIRONMENT);
        return process.start().waitFor();
    }
}
