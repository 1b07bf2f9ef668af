package dev.limbeck.local.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = {"Prints a completion script for the shell.", "To use it: source <(./limbeck completion bash)"})
final class CompletionCommand implements Callable<Integer> {
    /** Which shell. Named in lower case, as they are typed. */
    enum Shell {
        bash,
        zsh
    }

    // One script serves both: under zsh it first turns on the bash way of completing.
    @SuppressWarnings("UnusedVariable")
    @Parameters(index = "0", paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.bash;

    @Spec
    private CommandSpec command = CommandSpec.create(); // picocli puts the command's own here

    @Override
    public Integer call() {
        var root = command.root().commandLine();
        command.commandLine().getOut().print(AutoComplete.bash(root.getCommandName(), root));
        command.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
