package dev.limbeck.local.cli;

import dev.limbeck.local.api.Orchestrator;
import dev.limbeck.local.terminal.Printable;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks the orchestrator. */
abstract class ApiCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final ServerOption server = new ServerOption();

    @Spec
    private CommandSpec command = CommandSpec.create(); // picocli puts the command's own here

    Orchestrator orchestrator() {
        return server.orchestrator(home);
    }

    void print(List<String> lines) {
        lines.stream().map(Printable::lines).forEach(out()::println);
        out().flush();
    }

    void print(String line) {
        print(List.of(line));
    }

    PrintWriter out() {
        return command.commandLine().getOut();
    }

    PrintWriter err() {
        return command.commandLine().getErr();
    }
}
