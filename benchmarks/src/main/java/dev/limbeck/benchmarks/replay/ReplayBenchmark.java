package dev.limbeck.benchmarks.replay;

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
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.student.service.Desired;
import dev.limbeck.student.service.StudentWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A student as its service runs it – step log in transactions, deduplication, checkpoints, metrics – off a topic that
 * was filled before, beside the same training step on mini-batches in memory.
 */
public final class ReplayBenchmark implements Benchmark {
    private static final List<String> NETWORKS = List.of("mlp-128", "cnn-8", "resnet-20x16");
    private static final List<Integer> BATCH_SIZES = List.of(32, 64, 256);
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    /** Some records are held out, and a topic that has run dry would be waited for. */
    private static final double RESERVE = 1.2;

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public String description() {
        return "examples/s of a student off a filled topic, by those of the same step on batches in memory";
    }

    private record Case(String network, int batchSize, Place place) {
        String label() {
            return place.in(network + ", batch " + batchSize);
        }

        Generation generation() {
            String student = network + "-b" + batchSize + (place == Place.ONE_CORE ? "-one-core" : "");
            return BenchRun.ofStudent(student, "builtin:" + network, batchSize);
        }
    }

    @Override
    public List<Result> run(Settings settings, Consumer<String> progress) throws Exception {
        var results = new ArrayList<Result>();
        try (var bed = TestBed.open(settings.cores())) {
            Place.ANY_CORE.take(settings.cores());
            String topic = warmUp(1).generation().topics().examples();
            var examples = new PrefilledTopic(
                    bed.kafka(), topic, index -> RecordCodec.encode(bed.digits().example(index)));
            WarmUp.untilCompilersAreQuiet(
                    settings.window(), progress, round -> measure(warmUp(round), bed, examples, settings.forWarmUp()));
            for (Case one : cases(settings)) {
                one.place().take(settings.cores());
                Result result = measure(one, bed, examples, settings)
                        .with("pinned", one.place().describe(settings.cores(), "student"));
                progress.accept("%s: %.3f".formatted(result.name(), result.ratio()));
                results.add(result);
            }
        }
        return results;
    }

    /** The quickest network, so that most records pass. */
    private static Case warmUp(int round) {
        return new Case("mlp-128", 128 + round, Place.ANY_CORE);
    }

    private static List<Case> cases(Settings settings) {
        return Stream.of(Place.values())
                .flatMap(place -> NETWORKS.stream()
                        .flatMap(network -> BATCH_SIZES.stream().map(size -> new Case(network, size, place))))
                .filter(one -> settings.wants(one.label()))
                .toList();
    }

    private static Result measure(Case one, TestBed bed, PrefilledTopic examples, Settings settings) throws Exception {
        var generation = one.generation();
        var student = generation.spec().students().get(0);
        TopicProvisioning.provide(bed.kafka(), generation);
        try (var alone = InMemoryStudent.open(bed.runtime(), generation, student, bed.digits(), bed.folder())) {
            double seconds = Pace.of(() -> alone.train(1), WARM_UP);
            var plan = WindowPlan.of(settings.repetitions(), settings.window(), seconds, one.batchSize());
            examples.ensure(Math.round(plan.totalBatches() * one.batchSize() * RESERVE) + 1000);
            var windows = PairedWindows.here(plan, alone::train, ReplayBenchmark::settle);
            var watch = new StepWatch(windows);
            try (var worker = StudentWorker.open(
                    generation, student, Desired.NOTHING, bed.studentParts(), own -> own.and(watch))) {
                watch.whenDone(worker::stop);
                worker.run();
            }
            return windows.result(one.label());
        }
    }

    /** The step log commits within a second, and a checkpoint at hand is written. */
    private static void settle() {
        try {
            Thread.sleep(1200);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted between two windows", e);
        }
    }
}
