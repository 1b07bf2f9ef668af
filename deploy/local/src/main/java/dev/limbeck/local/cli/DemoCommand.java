package dev.limbeck.local.cli;

import dev.limbeck.local.demo.DemoReport;
import dev.limbeck.local.demo.DemoRun;
import dev.limbeck.local.demo.DemoTask;
import dev.limbeck.local.demo.Demonstration;
import dev.limbeck.local.demo.ReportTable;
import dev.limbeck.local.process.LineSink;
import dev.limbeck.local.process.NewWarnings;
import dev.limbeck.local.stack.LocalStack;
import dev.limbeck.local.stack.StackSettings;
import dev.limbeck.local.terminal.LiveView;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
            description = "Which data set: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Dataset dataset = Dataset.digits;

    /** What can be distilled. */
    enum Dataset {
        digits,
        mnist
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
                "Folder with the data set's files, for mnist the four IDX files.",
                "Default: LIMBECK_DATA/mnist if that is set, else they are downloaded once."
            })
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--records",
            paramLabel = "N",
            description = "How many records to stream. Default: 30000 for digits, 45000 with --drift, 60000 for mnist.")
    private Optional<Long> records = Optional.empty();

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "How many records to stream a second. Default: 1000 for digits, 2000 for mnist.")
    private Optional<Double> rate = Optional.empty();

    @Option(
            names = "--exit-when-done",
            description = "Stops when every record is accounted for, instead of keeping everything running.")
    private boolean exitWhenDone;

    @Override
    public Integer call() throws Exception {
        stackOptions.startLog(home);
        try (LiveView view = output.forPeople().open()) {
            var run = new DemoRun(task(), home.home(), data, view::announce);
            var demonstration = new Demonstration(run, requireRecords(), requireRate(), view);
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
        var brought = Stream.concat(
                data.stream(), Stream.ofNullable(System.getenv("LIMBECK_DATA")).map(Path::of));
        return stackOptions.settings(home).admitting(brought.toList());
    }

    private DemoTask task() {
        if (drift && dataset != Dataset.digits) {
            throw new IllegalArgumentException("--drift is given with --dataset " + dataset + "; allowed with digits");
        }
        if (drift) {
            return DemoTask.drift;
        }
        return dataset == Dataset.digits ? DemoTask.digits : DemoTask.mnist;
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

    private long requireRecords() {
        long wanted = records.orElseGet(task()::records);
        if (wanted < 1) {
            throw new IllegalArgumentException("--records is " + wanted + ", allowed is 1 or more");
        }
        return wanted;
    }

    private double requireRate() {
        double wanted = rate.orElseGet(task()::rate);
        if (!(wanted > 0)) {
            throw new IllegalArgumentException("--rate is " + wanted + ", allowed is above 0");
        }
        return wanted;
    }
}
