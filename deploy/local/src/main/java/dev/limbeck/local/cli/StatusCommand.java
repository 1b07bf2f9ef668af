package dev.limbeck.local.cli;

import dev.limbeck.local.stack.StackStatus;
import dev.limbeck.local.view.Table;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        description = {
            "Shows which processes run on this machine, and whether they are ready.",
            "Fails unless the broker and all services are ready."
        })
final class StatusCommand implements Callable<Integer> {
    private static final Table<StackStatus.Part> TABLE = Table.<StackStatus.Part>builder()
            .text("NAME", 12, StackStatus.Part::name)
            .text(
                    "STATE",
                    9,
                    part -> part.state().name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .text("ADDRESS", 16, StackStatus.Part::address)
            .text("PID", 6, part -> Long.toString(part.pid()))
            .build();

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
        return String.join(System.lineSeparator(), TABLE.lines(status.parts(), false));
    }
}
