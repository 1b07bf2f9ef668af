package dev.limbeck.local.cli;

import dev.limbeck.local.demo.DemoReport;
import dev.limbeck.local.demo.DemoRun;
import dev.limbeck.local.demo.DemoTask;
import dev.limbeck.local.demo.Demonstration;
import dev.limbeck.local.demo.ReportTable;
import dev.limbeck.local.demo.task.DemoTasks;
import dev.limbeck.local.process.LineSink;
import dev.limbeck.local.process.NewWarnings;
import dev.limbeck.local.stack.LocalStack;
import dev.limbeck.local.stack.StackSettings;
import dev.limbeck.local.terminal.LiveView;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "demo",
        description = {
            "Shows the whole loop: streams records without labels; a teacher labels them, students learn from it,",
            "an evaluator measures every checkpoint, and the best one becomes champion.",
            "Continues an earlier demonstration unless --fresh is given."
        })
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final StackOptions stackOptions = new StackOptions();

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            completionCandidates = TaskNames.class,
            converter = TaskNamed.class,
            description = "What is distilled: ${COMPLETION-CANDIDATES}. Default: the first of them.")
    private DemoTask dataset = DemoTasks.first();

    /** What can be distilled. */
    static final class TaskNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return DemoTasks.names().iterator();
        }
    }

    static final class TaskNamed implements ITypeConverter<DemoTask> {
        @Override
        public DemoTask convert(String name) {
            return DemoTasks.named(name)
                    .orElseThrow(() -> new TypeConversionException(
                            "expected one of %s but was '%s'".formatted(DemoTasks.names(), name)));
        }
    }

    @Spec
    void describeTasks(CommandSpec command) {
        command.usageMessage()
                .footerHeading("%nData sets:%n")
                .footer(DemoTasks.lines().toArray(String[]::new));
    }

    @Option(
            names = "--drift",
            description = {
                "Changes the style of the digits midway: the champion gets worse, the drift is detected, and the next",
                "generation recovers. The console's Watch view shows it."
            })
    private boolean drift;

    @Option(
            names = "--data",
            paramLabel = "DIRECTORY",
            description = {
                "Folder with the files of a data set that somebody else made.",
                "Default: the folder of its name in LIMBECK_DATA, if that is set."
            })
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--records",
            paramLabel = "N",
            description = "How many records to stream. Default: see the data sets below.")
    private Optional<Long> records = Optional.empty();

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "How many records to stream a second. Default: see the data sets below.")
    private Optional<Double> rate = Optional.empty();

    @Option(
            names = "--exit-when-done",
            description = "Stops when every record is accounted for, instead of keeping everything running.")
    private boolean exitWhenDone;

    @Override
    public Integer call() throws Exception {
        DemoTask task = drift ? DemoTasks.drifting(dataset) : dataset;
        var brought = DemoTasks.brought(dataset, data, dataRoot());
        stackOptions.startLog(home);
        try (LiveView view = output.forPeople().open()) {
            var run = new DemoRun(task, home.home(), brought, view::announce);
            var demonstration = new Demonstration(run, requireRecords(task), requireRate(task), view);
            try (var stack = new LocalStack(settings(), view::announce, serviceLines(view))) {
                Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop everything"));
                print(demonstration.run(stack), view);
                if (exitWhenDone) {
                    return ExitCode.OK;
                }
                view.announce("everything keeps running; Ctrl-C stops it");
                throw new IllegalStateException(stack.failure().get());
            }
        }
    }

    /** The data set may be read, wherever the user has it. */
    private StackSettings settings() {
        return stackOptions
                .settings(home)
                .admitting(Stream.concat(data.stream(), dataRoot().stream()).toList());
    }

    private static Optional<Path> dataRoot() {
        return Optional.ofNullable(System.getenv("LIMBECK_DATA")).map(Path::of);
    }

    private LineSink serviceLines(LiveView view) {
        return stackOptions.isQuiet() ? LineSink.none() : new NewWarnings(view::announce);
    }

    private void print(DemoReport report, LiveView view) {
        ReportTable.lines(report).forEach(view::announce);
        if (output.format() == OutputFormat.json) {
            System.out.println(ResultJson.of(report));
        }
    }

    private long requireRecords(DemoTask task) {
        long wanted = records.orElseGet(task::records);
        if (wanted < 1) {
            throw new IllegalArgumentException("--records is " + wanted + ", allowed is 1 or more");
        }
        return wanted;
    }

    private double requireRate(DemoTask task) {
        double wanted = rate.orElseGet(task::rate);
        if (!(wanted > 0)) {
            throw new IllegalArgumentException("--rate is " + wanted + ", allowed is above 0");
        }
        return wanted;
    }
}
