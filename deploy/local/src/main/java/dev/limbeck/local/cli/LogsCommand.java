package dev.limbeck.local.cli;

import dev.limbeck.local.stack.LocalHome;
import dev.limbeck.local.terminal.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.commons.io.input.Tailer;
import org.apache.commons.io.input.TailerListenerAdapter;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "logs", description = "Prints the log of a service on this machine.")
final class LogsCommand implements Callable<Integer> {
    private static final Duration LOOK_EVERY = Duration.ofMillis(300);
    private static final String EXTENSION = ".log";

    @Mixin
    private final HomeOption home = new HomeOption();

    @Parameters(
            index = "0",
            paramLabel = "SERVICE",
            description = "orchestrator, teacher, student, evaluator or broker; teacher-2 for a second replica.")
    private String service = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Keeps printing new lines, until Ctrl-C.")
    private boolean follow;

    @Spec
    private CommandSpec command = CommandSpec.create(); // picocli puts the command's own here

    @Override
    public Integer call() throws IOException {
        Path file = home.home().log(service);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("SERVICE is %s, but %s does not exist; there are %s"
                    .formatted(service, file, existing(home.home())));
        }
        PrintWriter out = command.commandLine().getOut();
        if (follow) {
            follow(file, out);
        } else {
            try (var lines = Files.lines(file)) {
                lines.map(Printable::lines).forEach(out::println);
            }
        }
        out.flush();
        return ExitCode.OK;
    }

    /** Until the process is ended. */
    private static void follow(Path file, PrintWriter out) {
        var listener = new TailerListenerAdapter() {
            @Override
            public void handle(String line) {
                out.println(Printable.lines(line));
                out.flush();
            }

            @Override
            public void handle(Exception failure) {
                throw new UncheckedIOException(new IOException("cannot read " + file, failure));
            }
        };
        try (var tailer = Tailer.builder()
                .setFile(file.toFile())
                .setTailerListener(listener)
                .setDelayDuration(LOOK_EVERY)
                .setStartThread(false)
                .get()) {
            tailer.run();
        }
    }

    private static String existing(LocalHome home) throws IOException {
        if (!Files.isDirectory(home.logs())) {
            return "none";
        }
        try (var files = Files.list(home.logs())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(EXTENSION))
                    .map(name -> name.substring(0, name.length() - EXTENSION.length()))
                    .sorted()
                    .collect(Collectors.joining(", "));
        }
    }
}
