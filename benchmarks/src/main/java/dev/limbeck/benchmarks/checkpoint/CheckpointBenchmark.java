package dev.limbeck.benchmarks.checkpoint;

import dev.limbeck.benchmarks.Benchmark;
import dev.limbeck.benchmarks.Settings;
import dev.limbeck.benchmarks.feed.BenchRun;
import dev.limbeck.benchmarks.feed.DrawnDigits;
import dev.limbeck.benchmarks.machine.Scratch;
import dev.limbeck.benchmarks.measure.Pace;
import dev.limbeck.benchmarks.measure.Result;
import dev.limbeck.benchmarks.measure.Spread;
import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.run.CheckpointSpec;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.network.builtin.BuiltinNetworks;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.student.batch.SeenRecords;
import dev.limbeck.student.checkpoint.CheckpointStore;
import dev.limbeck.student.checkpoint.StudentCheckpoint;
import dev.limbeck.student.training.Student;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.io.FileUtils;

/**
 * What a student's checkpoint takes: the pause for the copy, the writing beside training, and both as a share of the
 * steps between two checkpoints, as if on one core.
 */
public final class CheckpointBenchmark implements Benchmark {
    private static final int BATCH_SIZE = 64;
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final int WARM_UP_CHECKPOINTS = 5;

    @Override
    public String name() {
        return "checkpoint";
    }

    @Override
    public String description() {
        return "pause, background time and bytes of a checkpoint; both times by that of the steps between two";
    }

    /** @param parameters in words */
    private record Case(String parameters, String network) {}

    /** Of one checkpoint, in seconds. */
    private record Taken(double pause, double write, long bytes) {}

    @Override
    public List<Result> run(Settings settings, Consumer<String> progress) throws Exception {
        settings.cores().bindMeasured();
        var results = new ArrayList<Result>();
        for (Case one :
                List.of(new Case("0.1M", "mlp-128"), new Case("1M", "mlp-1258"), new Case("10M", "mlp-2790x2790"))) {
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
            double step = Pace.of(streamed::step, WARM_UP);
            var store = new CheckpointStore(
                    scratch.folder().resolve("checkpoints"), CheckpointSpec.DEFAULT.keep(), id -> false);
            var taken = new ArrayList<Taken>();
            for (int i = 0; i < WARM_UP_CHECKPOINTS + settings.repetitions(); i++) {
                streamed.step();
                taken.add(take(streamed, store));
            }
            var counted = taken.subList(WARM_UP_CHECKPOINTS, taken.size());
            return results(one, step, counted, settings);
        }
    }

    private static Student untrained(Generation generation, Scratch scratch) throws IOException {
        StudentSpec spec = generation.spec().students().get(0);
        var input = generation.spec().input();
        Path file = scratch.folder().resolve("network.pt");
        Files.write(file, BuiltinNetworks.author(spec.network(), input, spec.seed()));
        var network = new DjlNetworkRuntime(1).openTrainable(file, input, spec.objective(), spec.optimizer());
        return Student.untrained(generation, spec, network, new StudentState.Lineage("n", "c", "", 1, 1));
    }

    private static Taken take(StreamedStudent student, CheckpointStore store) {
        long start = System.nanoTime();
        StudentCheckpoint snapshot = student.snapshot();
        long copied = System.nanoTime();
        var folder = store.write(snapshot);
        long written = System.nanoTime();
        return new Taken(
                (copied - start) / 1e9,
                (written - copied) / 1e9,
                FileUtils.sizeOfDirectory(folder.path().toFile()));
    }

    private static List<Result> results(Case one, double step, List<Taken> taken, Settings settings) {
        double between = step * CheckpointSpec.DEFAULT.everySteps();
        return List.of(
                Result.of(one.parameters() + " pause", spread(taken, each -> 1000 * each.pause()), "ms"),
                Result.of(one.parameters() + " background", spread(taken, each -> 1000 * each.write()), "ms"),
                Result.of(one.parameters() + " size", spread(taken, each -> each.bytes() / 1e6), "MB"),
                Result.of(
                                one.parameters() + " pause by steps",
                                spread(taken, each -> each.pause() / between),
                                Result.RATIO)
                        .with("stepMillis", 1000 * step)
                        .with("everySteps", CheckpointSpec.DEFAULT.everySteps()),
                Result.of(
                                one.parameters() + " pause and background by steps",
                                spread(taken, each -> (each.pause() + each.write()) / between),
                                Result.RATIO)
                        .with("pinned", settings.cores().describe("student")));
    }

    private static Spread spread(List<Taken> taken, java.util.function.ToDoubleFunction<Taken> figure) {
        return Spread.of(taken.stream().map(figure::applyAsDouble).toList());
    }
}
