package dev.limbeck.local.cli;

import dev.limbeck.broker.BrokerSettings;
import dev.limbeck.local.process.LineSink;
import dev.limbeck.local.stack.LauncherLog;
import dev.limbeck.local.stack.LocalStack;
import dev.limbeck.local.stack.StackSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = {
            "Starts a broker and all services, and runs until Ctrl-C or limbeck down.",
            "What an earlier run stored is continued."
        })
final class UpCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Option(
            names = "--broker-port",
            paramLabel = "PORT",
            description = "Where the broker listens if that port is free; 0 for any. Default: ${DEFAULT-VALUE}.")
    private int brokerPort = BrokerSettings.DEFAULT_PORT;

    @Option(names = "--fresh", description = "Deletes what an earlier run stored, and starts anew.")
    private boolean fresh;

    @Option(
            names = {"-q", "--quiet"},
            description = "Keeps the services' log lines off the terminal; they are in their log files anyway.")
    private boolean quiet;

    @Override
    public Integer call() throws Exception {
        LauncherLog.writeTo(home.home().log("broker"));
        var people = output.forPeople().stream();
        var settings = new StackSettings(home.home(), home.installation(), brokerPort, fresh);
        try (var stack = new LocalStack(settings, people::println, quiet ? LineSink.none() : people::println)) {
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop everything"));
            var running = stack.start();
            people.println("all is ready; Ctrl-C stops it");
            if (output.format() == OutputFormat.json) {
                System.out.println(ResultJson.of(running));
            }
            throw new IllegalStateException(stack.firstFailure().get());
        }
    }
}
