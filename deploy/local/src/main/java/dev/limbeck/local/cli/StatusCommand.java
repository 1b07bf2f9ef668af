package dev.limbeck.local.cli;

import dev.limbeck.local.stack.StackStatus;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        description = {
            "Tells what runs, and whether it is ready.",
            "Fails unless the broker and all services are ready."
        })
final class StatusCommand implements Callable<Integer> {
    private static final String ROW = "%-10s %-10s %-22s %s";

    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Override
    public Integer call() throws Exception {
        var status = StackStatus.of(home.home());
        System.out.println(output.format() == OutputFormat.json ? ResultJson.of(status) : table(status));
        return status.isReady() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private String table(StackStatus status) {
        if (status.parts().isEmpty()) {
            return "nothing is running in " + home.home().directory();
        }
        var table = new StringBuilder(ROW.formatted("NAME", "STATE", "ADDRESS", "PID"));
        for (var part : status.parts()) {
            String state = part.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            table.append(System.lineSeparator()).append(ROW.formatted(part.name(), state, part.address(), part.pid()));
        }
        return table.toString();
    }
}
