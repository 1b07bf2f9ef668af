package dev.limbeck.benchmarks.checkpoint;

import dev.limbeck.benchmarks.Benchmark;
import dev.limbeck.benchmarks.Settings;
import dev.limbeck.benchmarks.feed.BenchRun;
import dev.limbeck.benchmarks.feed.DrawnDigits;
import dev.limbeck.benchmarks.machine.Scratch;
import dev.limbeck.benchmarks.measure.Pace;
import dev.limbeck.benchmarks.measure.Result;
import dev.limbeck.benchmarks.measure.Spread;
import dev.limbeck.benchmarks.measure.Stopwatch;
import dev.limbeck.benchmarks.measure.Took;
import dev.limbeck.benchmarks.measure.WarmUp;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.run.CheckpointSpec;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.network.builtin.BuiltinNetworks;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.student.batch.SeenRecords;
import dev.limbeck.student.checkpoint.CheckpointStore;
import dev.limbeck.student.checkpoint.Retention;
import dev.limbeck.student.checkpoint.StudentCheckpoint;
import dev.limbeck.student.training.Student;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.io.FileUtils;

/**
 * What a student's checkpoint takes: the pause for the copy, the writing beside training, and what both take from
 * training as a share of the steps between two checkpoints, as if on one core. While the writing waits for the disk,
 * training goes on: of it, processor time counts.
 */
public final class CheckpointBenchmark implements Benchmark {
    private static final int BATCH_SIZE = 64;
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** Of each case, for its disk and its memory. */
    private static final int WARM_UP_CHECKPOINTS = 5;
    /** A student writes thousands, so what counts is what one costs once it is compiled. */
    private static final int WARM_UP_ROUND = 50;

    private static final long EVERY_STEPS = CheckpointSpec.DEFAULT.everySteps();

    @Override
    public String name() {
        return "checkpoint";
    }

    @Override
    public String description() {
        return "pause, background time and bytes of a checkpoint; what both take from training, by the steps between two";
    }

    /** @param parameters in words */
    private record Case(String parameters, String network) {}

    private static final List<Case> CASES =
            List.of(new Case("0.1M", "mlp-128"), new Case("1M", "mlp-1258"), new Case("10M", "mlp-2790x2790"));

    /** One checkpoint, and the steps that are taken from one to the next. */
    private record Taken(Took steps, Took pause, Took write, long bytes) {
        double pauseShare() {
            return pause.seconds() / steps.seconds();
        }

        double share() {
            return (pause.seconds() + write.processorSeconds()) / steps.seconds();
        }

        double shareByTheClock() {
            return (pause.seconds() + write.seconds()) / steps.seconds();
        }
    }

    @Override
    public List<Result> run(Settings settings, Consumer<String> progress) throws Exception {
        settings.cores().bindMeasured();
        var results = new ArrayList<Result>();
        WarmUp.untilCompilersAreQuiet(
                settings.window(), progress, round -> measure(CASES.get(0), settings.withRepetitions(WARM_UP_ROUND)));
        for (Case one : CASES) {
            if (settings.wants(one.parameters())) {
                var measured = measure(one, settings);
                measured.forEach(result -> progress.accept("%s: %.4f".formatted(result.name(), result.ratio())));
                results.addAll(measured);
            }
        }
        return results;
    }

    private static List<Result> measure(Case one, Settings settings) throws IOException {
        var generation = BenchRun.ofStudent("checkpoints", "builtin:" + one.network(), BATCH_SIZE);
        try (var scratch = new Scratch();
                var student = untrained(generation, scratch)) {
            var seen = new SeenRecords(generation.spec().deduplication().window());
            var streamed = new StreamedStudent(student, seen, new DrawnDigits(), BATCH_SIZE);
            streamed.fillWindow(generation.spec().deduplication().window());
            double pace = Pace.of(streamed::step, WARM_UP);
            int steps = (int)
                    Math.max(3, Math.min((double) EVERY_STEPS, settings.window().toNanos() / 1e9 / pace));
            var store = new CheckpointStore(
                    scratch.folder().resolve("checkpoints"), Retention.ofNewest(CheckpointSpec.DEFAULT.keep()));
            var taken = new ArrayList<Taken>();
            for (int i = 0; i < WARM_UP_CHECKPOINTS + settings.repetitions(); i++) {
                taken.add(take(streamed, steps, store));
            }
            return results(one, taken.subList(WARM_UP_CHECKPOINTS, taken.size()), settings);
        }
    }

    private static Student untrained(Generation generation, Scratch scratch) throws IOException {
        StudentSpec spec = generation.spec().students().get(0);
        var input = generation.spec().signature();
        Path file = scratch.folder().resolve("network.pt");
        Files.write(file, BuiltinNetworks.author(spec.network(), input, spec.seed()));
        var runtime = new DjlNetworkRuntime(1);
        var network = runtime.openTrainable(file, input, spec.objective(), spec.optimizer());
        return Student.untrained(generation, spec, network, "n", 1, runtime.arithmetic());
    }

    private static Taken take(StreamedStudent student, int steps, CheckpointStore store) {
        var stepping = Stopwatch.start();
        for (int i = 0; i < steps; i++) {
            student.step();
        }
        Took stepped = stepping.took().times((double) EVERY_STEPS / steps);
        var copying = Stopwatch.start();
        StudentCheckpoint snapshot = student.snapshot();
        Took copied = copying.took();
        var writing = Stopwatch.start();
        long before = THREADS.getCurrentThreadCpuTime(); // that of the process is counted in hundredths of a second
        var folder = store.write(snapshot);
        Took written = new Took(writing.took().seconds(), (THREADS.getCurrentThreadCpuTime() - before) / 1e9);
        return new Taken(
                stepped,
                copied,
                written,
                FileUtils.sizeOfDirectory(folder.path().toFile()));
    }

    private static List<Result> results(Case one, List<Taken> taken, Settings settings) {
        return List.of(
                Result.of(
                        one.parameters() + " pause",
                        Spread.of(taken, each -> 1000 * each.pause().seconds()),
                        "ms"),
                Result.of(
                                one.parameters() + " background",
                                Spread.of(taken, each -> 1000 * each.write().seconds()),
                                "ms")
                        .with(
                                "processorMillis",
                                Spread.of(taken, each -> 1000 * each.write().processorSeconds())
                                        .median()),
                Result.of(one.parameters() + " size", Spread.of(taken, each -> each.bytes() / 1e6), "MB"),
                Result.of(one.parameters() + " pause by steps", Spread.of(taken, Taken::pauseShare), Result.RATIO)
                        .with(
                                "stepMillis",
                                Spread.of(taken, each -> 1000 * each.steps().seconds() / EVERY_STEPS)
                                        .median())
                        .with("everySteps", EVERY_STEPS),
                Result.of(one.parameters() + " overhead by steps", Spread.of(taken, Taken::share), Result.RATIO)
                        .with(
                                "byTheClock",
                                Spread.of(taken, Taken::shareByTheClock).median())
                        .with("pinned", settings.cores().describe("student")));
    }
}
