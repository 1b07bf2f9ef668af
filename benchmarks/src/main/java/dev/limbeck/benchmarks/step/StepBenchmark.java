package dev.limbeck.benchmarks.step;

import dev.limbeck.benchmarks.Benchmark;
import dev.limbeck.benchmarks.Settings;
import dev.limbeck.benchmarks.feed.BenchRun;
import dev.limbeck.benchmarks.feed.DrawnDigits;
import dev.limbeck.benchmarks.machine.Scratch;
import dev.limbeck.benchmarks.measure.Pace;
import dev.limbeck.benchmarks.measure.Result;
import dev.limbeck.benchmarks.measure.Spread;
import dev.limbeck.benchmarks.replay.InMemoryStudent;
import dev.limbeck.benchmarks.rival.RivalScript;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The training step through DJL beside the one that a user would write in PyTorch, both on one thread and core. */
public final class StepBenchmark implements Benchmark {
    private static final List<String> NETWORKS = List.of("mlp-128", "cnn-8", "resnet-20x16");
    private static final List<Integer> BATCH_SIZES = List.of(32, 256);
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "step";
    }

    @Override
    public String description() {
        return "steps/s through DJL, by those of PyTorch eager for the same network, batch and thread";
    }

    @Override
    public List<Result> run(Settings settings, Consumer<String> progress) throws Exception {
        settings.cores().bindMeasured();
        var digits = new DrawnDigits();
        var results = new ArrayList<Result>();
        for (String network : NETWORKS) {
            for (int size : BATCH_SIZES) {
                String label = network + ", batch " + size;
                if (!settings.wants(label)) {
                    continue;
                }
                Path script = settings.installation().resolve("benchmarks/rival/step.py");
                var rival =
                        RivalScript.start(script, settings.cores().measured(), List.of(network, String.valueOf(size)));
                if (rival.isEmpty()) {
                    progress.accept("skipped: python3 with torch is not there");
                    return List.of();
                }
                try (var opened = rival.get()) {
                    results.add(measure(label, network, size, opened, settings, digits));
                }
                progress.accept("%s: %.3f"
                        .formatted(label, results.get(results.size() - 1).ratio()));
            }
        }
        if (results.size() == NETWORKS.size() * BATCH_SIZES.size()) {
            results.add(geometricMean(results));
        }
        return results;
    }

    private static Result measure(
            String label, String network, int size, RivalScript rival, Settings settings, DrawnDigits digits)
            throws IOException {
        var generation = BenchRun.ofStudent("step", "builtin:" + network, size);
        var student = generation.spec().students().get(0);
        try (var scratch = new Scratch();
                var ours =
                        InMemoryStudent.open(new DjlNetworkRuntime(1), generation, student, digits, scratch.folder())) {
            double pace = Pace.of(() -> ours.train(1), WARM_UP);
            int steps = (int) Math.max(3, settings.window().toNanos() / 1e9 / pace);
            rival.run(Math.max(3, steps / 2));
            var ratios = new ArrayList<Double>();
            var millis = new ArrayList<Double>();
            for (int i = 0; i < settings.repetitions(); i++) {
                long start = System.nanoTime();
                ours.train(steps);
                double seconds = (System.nanoTime() - start) / 1e9;
                ratios.add(rival.run(steps) / seconds);
                millis.add(1000 * seconds / steps);
            }
            return Result.of(label, Spread.of(ratios), Result.RATIO)
                    .with("stepMillis", Spread.of(millis).median())
                    .with("rival", rival.version())
                    .with("pinned", settings.cores().describe("both"));
        }
    }

    private static Result geometricMean(List<Result> results) {
        return new Result(
                "geometric mean",
                mean(results.stream().map(Result::ratio).toList()),
                mean(results.stream().map(Result::min).toList()),
                mean(results.stream().map(Result::max).toList()),
                Result.RATIO);
    }

    private static double mean(List<Double> ratios) {
        return Math.exp(ratios.stream().mapToDouble(Math::log).average().orElseThrow());
    }
}
