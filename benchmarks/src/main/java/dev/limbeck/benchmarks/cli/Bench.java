package dev.limbeck.benchmarks.cli;

import dev.limbeck.benchmarks.Benchmark;
import dev.limbeck.benchmarks.Settings;
import dev.limbeck.benchmarks.machine.Cores;
import dev.limbeck.benchmarks.machine.Machine;
import dev.limbeck.benchmarks.measure.Result;
import dev.limbeck.contract.json.ContractJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limbeck bench}, in the JVM that is measured. */
@Command(
        name = "limbeck bench",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = "Measures what the pipeline costs beyond the arithmetic; docs/performance.md has the figures.")
public final class Bench implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "The benchmark. Without: lists all.")
    private String name = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.table;

    @Option(
            names = "--repetitions",
            paramLabel = "N",
            description = "Of each case; the median counts. Default: ${DEFAULT-VALUE}.")
    private int repetitions = Settings.DEFAULT_REPETITIONS;

    @Option(
            names = "--window",
            paramLabel = "SECONDS",
            description = "How long one repetition lasts, about. Default: ${DEFAULT-VALUE}.")
    private double windowSeconds = Settings.DEFAULT_WINDOW.toSeconds();

    @Option(names = "--case", paramLabel = "REGEX", description = "Only cases whose name has this. Default: all.")
    private Pattern cases = Pattern.compile("");

    @Option(names = "--unpinned", description = "Bind nothing to a core: for machines without taskset.")
    private boolean unpinned;

    /** Named in lower case, as they are typed. */
    enum Format {
        table,
        json
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (name.isEmpty()) {
            Benchmarks.ALL.forEach(known -> System.out.printf("%-12s%s%n", known.name(), known.description()));
            return ExitCode.OK;
        }
        var report = report(benchmark());
        if (format == Format.json) {
            System.out.println(new String(ContractJson.writePretty(report), StandardCharsets.UTF_8));
        } else {
            ReportTable.lines(report).forEach(System.out::println);
        }
        return ExitCode.OK;
    }

    private Benchmark benchmark() {
        return Benchmarks.named(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "NAME is %s, allowed are %s"
                                .formatted(
                                        name,
                                        Benchmarks.ALL.stream()
                                                .map(Benchmark::name)
                                                .toList())));
    }

    private Report report(Benchmark benchmark) throws Exception {
        var machine = Machine.here();
        var settings = new Settings(
                repetitions,
                Duration.ofNanos(Math.round(windowSeconds * 1e9)),
                cases,
                new Cores(!unpinned && machine.cores() > 1, machine.cores()),
                Path.of(System.getProperty("limbeck.installation", ".")));
        List<Result> results = benchmark.run(settings, System.err::println);
        return new Report(benchmark.name(), machine, command(), results);
    }

    private String command() {
        return "./limbeck bench "
                + String.join(" ", spec.commandLine().getParseResult().originalArgs());
    }
}
