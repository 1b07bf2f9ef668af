package dev.limbeck.benchmarks.label;

import dev.limbeck.benchmarks.Benchmark;
import dev.limbeck.benchmarks.Settings;
import dev.limbeck.benchmarks.feed.BenchRun;
import dev.limbeck.benchmarks.feed.PrefilledTopic;
import dev.limbeck.benchmarks.feed.TestBed;
import dev.limbeck.benchmarks.machine.Place;
import dev.limbeck.benchmarks.measure.Pace;
import dev.limbeck.benchmarks.measure.PairedWindows;
import dev.limbeck.benchmarks.measure.Result;
import dev.limbeck.benchmarks.measure.WarmUp;
import dev.limbeck.benchmarks.measure.WindowPlan;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.time.Ticker;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.network.InferenceNetwork;
import dev.limbeck.network.builtin.BuiltinNetworks;
import dev.limbeck.teacher.kafka.LabellingLoop;
import dev.limbeck.teacher.labelling.Labeller;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A teacher as its service runs it, from the source topic to the examples topic in transactions, beside the same
 * inference on batches in memory.
 */
public final class LabelBenchmark implements Benchmark {
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    /** The loop may be quicker than the arithmetic was while it warmed up. */
    private static final double RESERVE = 1.5;

    @Override
    public String name() {
        return "label";
    }

    @Override
    public String description() {
        return "records/s of a teacher from topic to topic, by those of the same inference on batches in memory";
    }

    private record Case(String network, int batchSize, Place place) {
        String label() {
            return place.in(network + ", batch " + batchSize);
        }

        Generation generation() {
            String place = place() == Place.ONE_CORE ? "-one-core" : "";
            return BenchRun.ofTeacher("label-" + network + "-b" + batchSize + place, batchSize);
        }
    }

    @Override
    public List<Result> run(Settings settings, Consumer<String> progress) throws Exception {
        var results = new ArrayList<Result>();
        try (var bed = TestBed.open(settings.cores())) {
            Place.ANY_CORE.take(settings.cores());
            var source = new PrefilledTopic(
                    bed.kafka(),
                    BenchRun.SOURCE,
                    index -> RecordCodec.encode(bed.digits().record(index)));
            WarmUp.untilCompilersAreQuiet(
                    settings.window(), progress, round -> measure(warmUp(round), bed, source, settings.forWarmUp()));
            for (Case one : cases(settings)) {
                one.place().take(settings.cores());
                Result result = measure(one, bed, source, settings)
                        .with("pinned", one.place().describe(settings.cores(), "teacher"));
                progress.accept("%s: %.3f".formatted(result.name(), result.ratio()));
                results.add(result);
            }
        }
        return results;
    }

    /** The quickest network, so that most records pass; each round in a group of its own. */
    private static Case warmUp(int round) {
        return new Case("mlp-8", 64 + round, Place.ANY_CORE);
    }

    /** The demo's teacher, at the default batch size and at four times that, and a deeper one. */
    private static List<Case> cases(Settings settings) {
        return Stream.of(Place.values())
                .flatMap(place -> Stream.of("cnn-32x128", "resnet-20x16")
                        .flatMap(network -> Stream.of(64, 256).map(size -> new Case(network, size, place))))
                .filter(one -> settings.wants(one.label()))
                .toList();
    }

    private static Result measure(Case one, TestBed bed, PrefilledTopic source, Settings settings) throws Exception {
        var generation = one.generation();
        var input = generation.spec().signature();
        Path file = bed.folder().resolve(one.network() + ".pt");
        Files.write(file, BuiltinNetworks.author("builtin:" + one.network(), input, 1));
        TopicProvisioning.provide(bed.kafka(), generation);
        try (InferenceNetwork inLoop = bed.runtime().open(file, input);
                InferenceNetwork inMemory = bed.runtime().open(file, input)) {
            var alone = new InMemoryTeacher(inMemory, bed.digits(), one.batchSize());
            double seconds = Pace.of(() -> alone.label(1), WARM_UP);
            var plan = WindowPlan.of(settings.repetitions(), settings.window(), seconds, one.batchSize());
            source.ensure(Math.round(batches(plan, seconds) * one.batchSize() * RESERVE) + 1000);
            // Nothing goes on beside a labelling loop that is told of what it has committed: the next is not begun.
            var windows = PairedWindows.here(plan, alone::label, () -> {});
            var watch = new BatchWatch(windows);
            var loop = new LabellingLoop(
                    bed.kafka(),
                    generation,
                    "bench",
                    new Labeller(inLoop, input, "bench"),
                    watch,
                    Clock.systemUTC(),
                    Ticker.SYSTEM);
            watch.whenDone(loop::stop);
            loop.run();
            return windows.result(one.label());
        }
    }

    /** What is measured, and what comes before, lasts until a transaction ends: one more at most, each time. */
    private static double batches(WindowPlan plan, double secondsPerBatch) {
        double transaction = 1 + LabellingLoop.LONGEST_TRANSACTION.toNanos() / 1e9 / secondsPerBatch;
        return plan.totalBatches() + 2 * plan.repetitions() * transaction;
    }
}
