package dev.limbeck.local.cli;

import static java.util.Objects.requireNonNull;

import dev.limbeck.contract.run.InvalidRunSpecException;
import dev.limbeck.local.api.RefusedException;
import dev.limbeck.local.api.UnreachableException;
import dev.limbeck.local.terminal.Printable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/** The {@code limbeck} command. */
@Command(
        name = "limbeck",
        description = "Continuous knowledge distillation over Kafka, on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            ApplyCommand.class,
            PlanCommand.class,
            ValidateCommand.class,
            GetCommand.class,
            DescribeCommand.class,
            TopCommand.class,
            LogsCommand.class,
            RunActions.Pause.class,
            RunActions.Resume.class,
            RunActions.Drain.class,
            RunActions.Cancel.class,
            CheckpointActions.Approve.class,
            CheckpointActions.Reject.class,
            CheckpointActions.RollBack.class,
            CheckpointActions.Pin.class,
            CheckpointActions.Unpin.class,
            ProduceCommand.class,
            ExportCommand.class,
            LedgerCommand.class,
            AuditCommand.class,
            DeadLettersCommand.class,
            DoctorCommand.class,
            BenchCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        },
        versionProvider = Limbeck.Version.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It is done.",
            "1:It failed; the reason is on standard error.",
            "2:The command is not understood.",
            "3:What is declared or asked for is refused; the reason is on standard error.",
            "4:The server cannot be reached, or is not ready yet."
        })
public final class Limbeck {
    private static final int REFUSED = 3;
    private static final int UNREACHABLE = 4;

    private Limbeck() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    public static CommandLine commandLine() {
        var limbeck = new CommandLine(new Limbeck());
        // What follows the benchmark's name is its own to understand.
        requireNonNull(limbeck.getSubcommands().get("bench")).setStopAtPositional(true);
        return limbeck.setExecutionExceptionHandler((failure, command, parsed) -> {
            LoggerFactory.getLogger(Limbeck.class).error("{} failed", command.getCommandName(), failure);
            command.getErr().println("limbeck: " + Printable.lines(describe(failure)));
            return exitCode(failure);
        });
    }

    private static int exitCode(Exception failure) {
        if (failure instanceof RefusedException || failure instanceof InvalidRunSpecException) {
            return REFUSED;
        }
        return failure instanceof UnreachableException ? UNREACHABLE : CommandLine.ExitCode.SOFTWARE;
    }

    /** Messages are written for whoever typed the command; without one, the kind of failure has to do. */
    private static String describe(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }

    /** Comes from the jar's manifest, so it is only known in a packaged build. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Limbeck.class.getPackage().getImplementationVersion();
            return new String[] {"limbeck " + (version == null ? "(not packaged)" : version)};
        }
    }
}
