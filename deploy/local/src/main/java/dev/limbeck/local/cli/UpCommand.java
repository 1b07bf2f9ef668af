package dev.limbeck.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.local.api.Orchestrator;
import dev.limbeck.local.api.PatientDeclaration;
import dev.limbeck.local.api.RefusedException;
import dev.limbeck.local.api.RunDocument;
import dev.limbeck.local.process.LineSink;
import dev.limbeck.local.stack.LocalStack;
import dev.limbeck.local.stack.RunningStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = {
            "Starts a broker and all services, and runs them until Ctrl-C or limbeck down.",
            "Continues with everything stored before, runs included. A service that ends is restarted."
        })
final class UpCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final StackOptions stackOptions = new StackOptions();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "A run to declare once everything is ready, as limbeck apply does.")
    private Optional<Path> file = Optional.empty();

    @Override
    public Integer call() throws Exception {
        Optional<JsonNode> declaration = declaration();
        stackOptions.startLog(home);
        var people = output.forPeople().stream();
        LineSink serviceLines = stackOptions.isQuiet() ? LineSink.none() : people::println;
        try (var stack = new LocalStack(stackOptions.settings(home), people::println, serviceLines)) {
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop everything"));
            var running = stack.start();
            if (declaration.isPresent()) {
                declare(declaration.get(), running, stack, people::println);
            }
            people.println("everything is ready; Ctrl-C stops it");
            if (output.format() == OutputFormat.json) {
                System.out.println(ResultJson.of(running));
            }
            throw new IllegalStateException(stack.failure().get());
        }
    }

    /** Other runs may be going on here: what is refused now is told, and ends nothing. */
    private void declare(JsonNode declaration, RunningStack running, LocalStack stack, LineSink people)
            throws InterruptedException, ExecutionException {
        var orchestrator = new Orchestrator(running.requireServer());
        try {
            var declared = new PatientDeclaration(orchestrator, declaration, people::line).take(stack.failure());
            people.line("run %s is declared".formatted(declared.run()));
        } catch (RefusedException refused) {
            people.line("the run is not declared: %s; the services keep running, declare it with limbeck apply -f"
                    .formatted(refused.getMessage()));
        }
    }

    /** What is wrong is refused before anything starts. */
    private Optional<JsonNode> declaration() throws IOException {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        String yaml = Files.readString(file.get());
        RunSpecReader.read(yaml);
        return Optional.of(RunDocument.read(yaml, Path.of("")));
    }
}
