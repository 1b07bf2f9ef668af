package dev.limbeck.benchmarks.stack;

import dev.limbeck.benchmarks.Benchmark;
import dev.limbeck.benchmarks.Settings;
import dev.limbeck.benchmarks.feed.DrawnDigits;
import dev.limbeck.benchmarks.feed.PrefilledTopic;
import dev.limbeck.benchmarks.label.InMemoryTeacher;
import dev.limbeck.benchmarks.machine.Scratch;
import dev.limbeck.benchmarks.measure.Pace;
import dev.limbeck.benchmarks.measure.Result;
import dev.limbeck.benchmarks.measure.Spread;
import dev.limbeck.benchmarks.measure.Stopwatch;
import dev.limbeck.benchmarks.replay.InMemoryStudent;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.network.builtin.BuiltinNetworks;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** The whole loop over a filled source topic: records a second, and processor time by part beside the arithmetic. */
public final class LoopBenchmark implements Benchmark {
    /** Until the services' compilers are done. */
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    private static final Duration RIVALS_RUN = Duration.ofSeconds(12);
    /** Of records over those that could be used up if nothing but the slower stage's arithmetic took time. */
    private static final double RESERVE = 1.2;

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration ARITHMETIC = Duration.ofSeconds(3);
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

    /** Seconds of processor time a record, of one inference and of one example of a step. */
    private record Arithmetic(double teacher, double student) {
        double total() {
            return teacher + student;
        }
    }

    private record Window(double seconds, long records, CpuTime spent) {
        double rate() {
            return records / seconds;
        }
    }

    @Override
    public List<Result> run(Settings settings, Consumer<String> progress) throws Exception {
        try (var scratch = new Scratch()) {
            var digits = new DrawnDigits();
            var loop = DeclaredLoop.in(scratch.folder(), TEACHER, STUDENT, BATCH_SIZE);
            var ideal = arithmetic(loop.generation(), digits, scratch.folder());
            progress.accept("arithmetic, microseconds a record: teacher %.1f, student %.1f"
                    .formatted(1e6 * ideal.teacher(), 1e6 * ideal.student()));
            var windows = measure(loop, ideal, settings, digits, scratch);
            var results = new ArrayList<>(results(windows, ideal));
            results.forEach(result -> progress.accept("%s: %.3f".formatted(result.name(), result.ratio())));
            long records = Math.round(RIVALS_RUN.toNanos() / 1e9 / ideal.total());
            for (int threads :
                    IntStream.of(1, settings.cores().count()).distinct().toArray()) {
                var rivals = RivalLoop.measure(loop.generation(), digits, records, threads, settings);
                if (rivals.isEmpty()) {
                    progress.accept("no rival: python3 with torch, confluent_kafka and protobuf is not there");
                    return results;
                }
                results.add(besideScript(windows, rivals, threads));
            }
            return results;
        }
    }

    private static List<Result> results(List<Window> windows, Arithmetic ideal) {
        return List.of(
                Result.of(
                                "processor time",
                                Spread.of(windows.stream()
                                        .map(each -> ideal.total()
                                                * each.records()
                                                / each.spent().total())
                                        .toList()),
                                Result.RATIO)
                        .with("microsARecord", microsARecord(windows))
                        .with("teacherMicros", 1e6 * ideal.teacher())
                        .with("studentMicros", 1e6 * ideal.student())
                        .with("pinned", "nothing; 1 thread an operation in each service"),
                Result.of("rate", Spread.of(windows, Window::rate), "records/s"));
    }

    private static Result besideScript(List<Window> windows, List<RivalLoop.Pace> rivals, int threads) {
        double rate = Spread.of(windows, Window::rate).median();
        return Result.of(
                        "rate, by that of the script on %d thread%s".formatted(threads, threads == 1 ? "" : "s"),
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
            DeclaredLoop loop, Arithmetic ideal, Settings settings, DrawnDigits digits, Scratch scratch)
            throws Exception {
        double seconds = (WARM_UP.toNanos()
                        + settings.repetitions() * (double) settings.window().toNanos())
                / 1e9;
        long records = Math.round(RESERVE * seconds / Math.max(ideal.teacher(), ideal.student()));
        try (var stack = LiveStack.start(scratch.folder().resolve("home"), settings.installation())) {
            TopicProvisioning.provide(stack.kafka(), loop.generation());
            new PrefilledTopic(stack.kafka(), DeclaredLoop.TOPIC, index -> RecordCodec.encode(digits.record(index)))
                    .ensure(records);
            stack.declare(loop.yaml());
            stack.await(LONGEST, "that a student had a record", () -> offered(stack) > 0);
            Thread.sleep(WARM_UP.toMillis());
            var windows = new ArrayList<Window>();
            for (int i = 0; i < settings.repetitions(); i++) {
                windows.add(window(stack, settings.window()));
            }
            if (offered(stack) >= records) {
                throw new IllegalStateException("all %d records were used up before the end".formatted(records));
            }
            return windows;
        }
    }

    private static Window window(LiveStack stack, Duration length) throws InterruptedException {
        long from = offered(stack);
        long began = System.nanoTime();
        CpuTime before = CpuTime.now(stack);
        Thread.sleep(length.toMillis());
        long records = offered(stack) - from;
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Window(seconds, records, CpuTime.now(stack).since(before));
    }

    private static long offered(LiveStack stack) throws InterruptedException {
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

    private static Arithmetic arithmetic(Generation generation, DrawnDigits digits, Path folder) throws IOException {
        var runtime = new DjlNetworkRuntime(1);
        var input = generation.spec().input();
        int labelling = generation.spec().teacher().labelling().size();
        Path teacher = folder.resolve("arithmetic.pt");
        Files.write(teacher, BuiltinNetworks.author("builtin:" + TEACHER, input, 1));
        try (var network = runtime.open(teacher, input);
                var student = InMemoryStudent.open(
                        runtime, generation, generation.spec().students().get(0), digits, folder)) {
            var labelled = new InMemoryTeacher(network, digits, labelling);
            return new Arithmetic(
                    processorSeconds(labelling, labelled::label), processorSeconds(BATCH_SIZE, student::train));
        }
    }

    /** @return one record's */
    private static double processorSeconds(int batchSize, IntConsumer batches) {
        double pace = Pace.of(() -> batches.accept(1), ARITHMETIC);
        int count = (int) Math.max(1, ARITHMETIC.toNanos() / 1e9 / pace);
        return Stopwatch.time(() -> batches.accept(count)).processorSeconds() / count / batchSize;
    }
}
