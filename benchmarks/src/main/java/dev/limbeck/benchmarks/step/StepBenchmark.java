package dev.limbeck.benchmarks.step;

import dev.limbeck.benchmarks.Benchmark;
import dev.limbeck.benchmarks.Settings;
import dev.limbeck.benchmarks.feed.BenchRun;
import dev.limbeck.benchmarks.feed.DrawnDigits;
import dev.limbeck.benchmarks.machine.Scratch;
import dev.limbeck.benchmarks.measure.Pace;
import dev.limbeck.benchmarks.measure.Result;
import dev.limbeck.benchmarks.measure.Spread;
import dev.limbeck.benchmarks.measure.Stopwatch;
import dev.limbeck.benchmarks.replay.InMemoryStudent;
import dev.limbeck.benchmarks.rival.RivalScript;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private record Case(String network, int batchSize) {
        String label() {
            return network + ", batch " + batchSize;
        }
    }

    @Override
    public List<Result> run(Settings settings, Consumer<String> progress) throws Exception {
        settings.cores().bindMeasured();
        var digits = new DrawnDigits();
        var results = new ArrayList<Result>();
        if (measure(new Case("cnn-8", 64), settings.forWarmUp(), digits).isEmpty()) {
            progress.accept("skipped: python3 with torch is not there");
            return results;
        }
        for (Case one : cases(settings)) {
            measure(one, settings, digits).ifPresent(result -> {
                progress.accept("%s: %.3f".formatted(result.name(), result.ratio()));
                results.add(result);
            });
        }
        if (results.size() == NETWORKS.size() * BATCH_SIZES.size()) {
            results.add(geometricMean(results));
        }
        return results;
    }

    private static List<Case> cases(Settings settings) {
        return NETWORKS.stream()
                .flatMap(network -> BATCH_SIZES.stream().map(size -> new Case(network, size)))
                .filter(one -> settings.wants(one.label()))
                .toList();
    }

    /** @return empty where the rival cannot run */
    private static Optional<Result> measure(Case one, Settings settings, DrawnDigits digits) throws IOException {
        var rival = RivalScript.start(
                settings.installation().resolve("benchmarks/rival/step.py"),
                settings.cores().measured(),
                List.of(one.network(), String.valueOf(one.batchSize())),
                RivalScript.Memory.KEPT);
        if (rival.isEmpty()) {
            return Optional.empty();
        }
        try (var opened = rival.get()) {
            return Optional.of(measure(one, opened, settings, digits));
        }
    }

    private static Result measure(Case one, RivalScript rival, Settings settings, DrawnDigits digits)
            throws IOException {
        var generation = BenchRun.ofStudent("step", "builtin:" + one.network(), one.batchSize());
        var student = generation.spec().students().get(0);
        try (var scratch = new Scratch();
                var ours =
                        InMemoryStudent.open(new DjlNetworkRuntime(1), generation, student, digits, scratch.folder())) {
            double pace = Pace.of(() -> ours.train(1), WARM_UP);
            int steps = (int) Math.max(3, settings.window().toNanos() / 1e9 / pace);
            rival.run(Math.max(3, steps / 2));
            var ratios = new ArrayList<Double>();
            var processorRatios = new ArrayList<Double>();
            var millis = new ArrayList<Double>();
            for (int i = 0; i < settings.repetitions(); i++) {
                var took = Stopwatch.time(() -> ours.train(steps));
                var theirs = rival.run(steps);
                ratios.add(theirs.seconds() / took.seconds());
                processorRatios.add(theirs.processorSeconds() / took.processorSeconds());
                millis.add(1000 * took.processorSeconds() / steps);
            }
            return Result.of(one.label(), Spread.of(ratios), Result.RATIO)
                    .with("processorTimeRatio", Spread.of(processorRatios).median())
                    .with("stepProcessorMillis", Spread.of(millis).median())
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
