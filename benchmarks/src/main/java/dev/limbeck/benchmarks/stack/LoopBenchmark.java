package dev.limbeck.benchmarks.stack;

import dev.limbeck.benchmarks.Benchmark;
import dev.limbeck.benchmarks.Settings;
import dev.limbeck.benchmarks.feed.DrawnDigits;
import dev.limbeck.benchmarks.feed.PrefilledTopic;
import dev.limbeck.benchmarks.machine.Scratch;
import dev.limbeck.benchmarks.measure.Result;
import dev.limbeck.benchmarks.measure.Spread;
import dev.limbeck.benchmarks.rival.RivalScript.Memory;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The whole loop over a filled source topic: records a second, and processor time by part beside the arithmetic. */
public final class LoopBenchmark implements Benchmark {
    /** Until the services' compilers are done. */
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    private static final Duration RIVALS_RUN = Duration.ofSeconds(12);
    /** Of records over those that could be used up if nothing but the slower stage's arithmetic took time. */
    private static final double RESERVE = 1.2;

    private static final Duration LONGEST = Duration.ofMinutes(2);
    /** What was just opened again is at its pace. */
    private static final Duration SETTLING = Duration.ofSeconds(3);

    private static final Duration LOOK_FOR = Duration.ofMillis(500);
    /** Of a core, for all services and the broker together. */
    private static final double STILL = 0.15;

    private static final String TEACHER = "cnn-32x128";
    private static final String STUDENT = "cnn-8";
    private static final int BATCH_SIZE = 64;

    @Override
    public String name() {
        return "loop";
    }

    @Override
    public String description() {
        return "processor time of teacher's and student's arithmetic, by that of the whole loop; its rate, by a script's";
    }

    /** @param cost of the arithmetic alone, right after it */
    private record Window(double seconds, long records, CpuTime spent, LoopArithmetic.Cost cost) {
        double rate() {
            return records / seconds;
        }

        double arithmeticBySpent() {
            return cost.total() * records / spent.total();
        }
    }

    @Override
    public List<Result> run(Settings settings, Consumer<String> progress) throws Exception {
        try (var scratch = new Scratch()) {
            var digits = new DrawnDigits();
            var loop = DeclaredLoop.in(scratch.folder(), TEACHER, STUDENT, BATCH_SIZE);
            var windows = measure(loop, settings, digits, scratch, progress);
            var results = new ArrayList<>(results(windows));
            results.forEach(result -> progress.accept("%s: %.3f".formatted(result.name(), result.ratio())));
            long records = Math.round(RIVALS_RUN.toNanos() / 1e9 / micros(windows, LoopArithmetic.Cost::total) * 1e6);
            for (var variant : variants(settings.cores().count())) {
                var rivals = RivalLoop.measure(loop.generation(), digits, records, variant, settings);
                if (rivals.isEmpty()) {
                    progress.accept("no rival: python3 with torch, confluent_kafka and protobuf is not there");
                    return results;
                }
                results.add(besideScript(windows, rivals, variant));
            }
            return results;
        }
    }

    private static List<Result> results(List<Window> windows) {
        return List.of(
                Result.of("processor time", Spread.of(windows, Window::arithmeticBySpent), Result.RATIO)
                        .with("microsARecord", microsARecord(windows))
                        .with("teacherMicros", micros(windows, LoopArithmetic.Cost::teacher))
                        .with("studentMicros", micros(windows, LoopArithmetic.Cost::student))
                        .with("pinned", "nothing; 1 thread an operation in each service"),
                Result.of("rate", Spread.of(windows, Window::rate), "records/s"));
    }

    private static double micros(List<Window> windows, ToDoubleFunction<LoopArithmetic.Cost> part) {
        return 1e6
                * Spread.of(windows, window -> part.applyAsDouble(window.cost()))
                        .median();
    }

    /** As a user would run it, on one thread an operation and on all cores; and on all with the services' settings. */
    private static List<RivalLoop.Variant> variants(int cores) {
        return Stream.of(
                        new RivalLoop.Variant(1, Memory.BY_DEFAULT),
                        new RivalLoop.Variant(cores, Memory.BY_DEFAULT),
                        new RivalLoop.Variant(cores, Memory.KEPT))
                .distinct()
                .toList();
    }

    private static Result besideScript(List<Window> windows, List<RivalLoop.Pace> rivals, RivalLoop.Variant variant) {
        double rate = Spread.of(windows, Window::rate).median();
        return Result.of(
                        "rate, by that of the script on " + variant.label(),
                        Spread.of(rivals.stream()
                                .map(rival -> rate / rival.recordsPerSecond())
                                .toList()),
                        Result.RATIO)
                .with(
                        "scriptRecordsPerSecond",
                        Spread.of(rivals, RivalLoop.Pace::recordsPerSecond).median())
                .with(
                        "scriptMicrosARecord",
                        Spread.of(rivals, RivalLoop.Pace::processorMicros).median())
                .with("rival", rivals.get(0).version());
    }

    private static List<Window> measure(
            DeclaredLoop loop, Settings settings, DrawnDigits digits, Scratch scratch, Consumer<String> progress)
            throws Exception {
        var runtime = new DjlNetworkRuntime(1);
        try (var arithmetic = LoopArithmetic.open(runtime, loop, digits, scratch.folder())) {
            arithmetic.warmUp(settings.window(), progress);
            long records = mostRecords(arithmetic.cost(settings.window()), settings);
            try (var stack = MeasuredStack.start(scratch.folder().resolve("home"), settings.installation())) {
                TopicProvisioning.provide(stack.kafka(), loop.generation());
                new PrefilledTopic(stack.kafka(), DeclaredLoop.TOPIC, index -> RecordCodec.encode(digits.record(index)))
                        .ensure(records);
                stack.declare(loop.yaml());
                awaitStreaming(stack);
                Thread.sleep(WARM_UP.toMillis());
                var windows = new ArrayList<Window>();
                for (int i = 0; i < settings.repetitions(); i++) {
                    windows.add(window(stack, arithmetic, settings.window()));
                }
                if (offered(stack) >= records) {
                    throw new IllegalStateException("all %d records were used up before the end".formatted(records));
                }
                return windows;
            }
        }
    }

    private static long mostRecords(LoopArithmetic.Cost ideal, Settings settings) {
        var running = WARM_UP.plus(settings.window().plus(SETTLING).multipliedBy(settings.repetitions()));
        return Math.round(RESERVE * running.toNanos() / 1e9 / Math.max(ideal.teacher(), ideal.student()));
    }

    /** A stretch of the loop; then, while the run is paused, the arithmetic alone. The run goes on after it. */
    private static Window window(MeasuredStack stack, LoopArithmetic arithmetic, Duration length)
            throws InterruptedException {
        long from = offered(stack);
        long began = System.nanoTime();
        CpuTime before = CpuTime.now(stack);
        Thread.sleep(length.toMillis());
        long records = offered(stack) - from;
        double seconds = (System.nanoTime() - began) / 1e9;
        CpuTime spent = CpuTime.now(stack).since(before);
        stack.ask("pause");
        stack.await(LONGEST, "that the services stand still", () -> standsStill(stack));
        var cost = arithmetic.cost(length);
        stack.ask("resume");
        awaitStreaming(stack);
        Thread.sleep(SETTLING.toMillis());
        return new Window(seconds, records, spent, cost);
    }

    private static void awaitStreaming(MeasuredStack stack) throws InterruptedException {
        stack.await(LONGEST, "that the student is at work", () -> offered(stack) > 0);
        long already = offered(stack);
        stack.await(LONGEST, "that the student has new records", () -> offered(stack) > already);
    }

    private static boolean standsStill(MeasuredStack stack) throws InterruptedException {
        CpuTime before = CpuTime.now(stack);
        Thread.sleep(LOOK_FOR.toMillis());
        return CpuTime.now(stack).since(before).total() < STILL * LOOK_FOR.toNanos() / 1e9;
    }

    private static long offered(MeasuredStack stack) throws InterruptedException {
        return stack.student().map(student -> student.ledger().offered()).orElse(0L);
    }

    private static Map<String, Double> microsARecord(List<Window> windows) {
        var micros = new TreeMap<String, Double>();
        long records = windows.stream().mapToLong(Window::records).sum();
        windows.forEach(window -> window.spent()
                .seconds()
                .forEach((part, seconds) -> micros.merge(part, 1e6 * seconds / records, Double::sum)));
        micros.replaceAll((part, value) -> Math.round(10 * value) / 10.0);
        return micros;
    }
}
