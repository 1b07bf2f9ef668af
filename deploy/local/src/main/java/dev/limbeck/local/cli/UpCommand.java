package dev.limbeck.local.cli;

import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.local.demo.DemoRun;
import dev.limbeck.local.demo.DemoTask;
import dev.limbeck.local.process.LineSink;
import dev.limbeck.local.stack.LocalStack;
import dev.limbeck.local.stack.RunPreparation;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = {
            "Starts a broker and all services on a run, and goes on until Ctrl-C or limbeck down.",
            "What an earlier run stored is continued."
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
            description = "The run spec, YAML. Default: that of limbeck demo.")
    private Optional<Path> file = Optional.empty();

    @Override
    public Integer call() throws Exception {
        stackOptions.startLog(home);
        var people = output.forPeople().stream();
        LineSink serviceLines = stackOptions.isQuiet() ? LineSink.none() : people::println;
        try (var stack = new LocalStack(stackOptions.settings(home, run(people)), people::println, serviceLines)) {
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop everything"));
            var running = stack.start();
            people.println("all is ready; Ctrl-C stops it");
            if (output.format() == OutputFormat.json) {
                System.out.println(ResultJson.of(running));
            }
            throw new IllegalStateException(stack.firstFailure().get());
        }
    }

    /** A spec that is refused is refused before anything starts. */
    private RunPreparation run(PrintStream people) {
        if (file.isEmpty()) {
            return new DemoRun(DemoTask.digits, home.home(), Optional.empty(), people::println);
        }
        Path spec = file.get().toAbsolutePath();
        RunSpecReader.read(spec);
        return () -> spec;
    }
}
