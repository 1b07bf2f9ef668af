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
import dev.limbeck.benchmarks.replay.InMemoryStudent;
import dev.limbeck.benchmarks.rival.RivalScript;
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

/** The whole loop over a filled source topic: records a second, and processor time by part beside the arithmetic. */
public final class LoopBenchmark implements Benchmark {
    private static final int RECORDS = 150_000;
    private static final double WARM_UP_SHARE = 0.2;
    private static final double LAST_SHARE = 0.98;
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration ARITHMETIC = Duration.ofSeconds(3);
    private static final String TEACHER = "cnn-32x128";
    private static final String STUDENT = "cnn-8";
    private static final int BATCH_SIZE = 64;
    private static final int RIVAL_RUNS = 3;

    @Override
    public String name() {
        return "loop";
    }

    @Override
    public String description() {
        return "processor time of teacher's and student's arithmetic, by that of the whole loop; its rate, by a script's";
    }

    private record Window(double seconds, long records, CpuTime spent) {
        double rate() {
            return records / seconds;
        }
    }

    /** @param rivals records a second of the script; none where it cannot run */
    private record Measured(List<Window> windows, List<Double> rivals) {}

    @Override
    public List<Result> run(Settings settings, Consumer<String> progress) throws Exception {
        try (var scratch = new Scratch()) {
            var digits = new DrawnDigits();
            var loop = DeclaredLoop.in(scratch.folder(), TEACHER, STUDENT, BATCH_SIZE);
            Measured measured = measure(loop, settings, digits, scratch);
            double ideal = arithmetic(loop.generation(), digits, scratch.folder());
            var results = new ArrayList<>(results(measured.windows(), ideal));
            double rate = results.get(1).ratio();
            if (measured.rivals().isEmpty()) {
                progress.accept("no rival: python3 with torch, confluent_kafka and protobuf is not there");
            } else {
                results.add(Result.of(
                        "rate, by that of the script",
                        Spread.of(measured.rivals().stream()
                                .map(rival -> rate / rival)
                                .toList()),
                        Result.RATIO));
            }
            return results;
        }
    }

    private static List<Result> results(List<Window> windows, double ideal) {
        return List.of(
                Result.of(
                                "processor time",
                                Spread.of(windows.stream()
                                        .map(each -> ideal
                                                * each.records()
                                                / each.spent().total())
                                        .toList()),
                                Result.RATIO)
                        .with("microsARecord", microsARecord(windows))
                        .with("arithmeticMicrosARecord", 1e6 * ideal)
                        .with("pinned", "nothing; 1 thread an operation in each service"),
                Result.of("rate", Spread.of(windows.stream().map(Window::rate).toList()), "records/s"));
    }

    private static Measured measure(DeclaredLoop loop, Settings settings, DrawnDigits digits, Scratch scratch)
            throws Exception {
        try (var stack = LiveStack.start(scratch.folder().resolve("home"), settings.installation())) {
            TopicProvisioning.provide(stack.kafka(), loop.generation());
            new PrefilledTopic(stack.kafka(), DeclaredLoop.TOPIC, index -> RecordCodec.encode(digits.record(index)))
                    .ensure(RECORDS);
            stack.declare(loop.yaml());
            var windows = new ArrayList<Window>();
            awaitOffered(stack, Math.round(RECORDS * WARM_UP_SHARE));
            for (int i = 1; i <= settings.repetitions(); i++) {
                double share = WARM_UP_SHARE + (LAST_SHARE - WARM_UP_SHARE) * i / settings.repetitions();
                long from = offered(stack);
                long began = System.nanoTime();
                CpuTime before = CpuTime.now(stack.services());
                awaitOffered(stack, Math.round(RECORDS * share));
                windows.add(new Window(
                        (System.nanoTime() - began) / 1e9,
                        offered(stack) - from,
                        CpuTime.now(stack.services()).since(before)));
            }
            return new Measured(windows, rivals(stack, settings));
        }
    }

    /** Over the same topic, while the services have nothing left to do. */
    private static List<Double> rivals(LiveStack stack, Settings settings) throws IOException {
        var rates = new ArrayList<Double>();
        long warmUp = Math.round(RECORDS * WARM_UP_SHARE);
        long last = Math.round(RECORDS * LAST_SHARE);
        for (int i = 0; i < Math.min(RIVAL_RUNS, settings.repetitions()); i++) {
            var script = RivalScript.start(
                    settings.installation().resolve("benchmarks/rival/loop.py"),
                    List.of(),
                    List.of(
                            stack.kafka().bootstrapServers(),
                            DeclaredLoop.TOPIC,
                            String.valueOf(last),
                            String.valueOf(warmUp)));
            if (script.isPresent()) {
                try (var running = script.get()) {
                    rates.add((last - warmUp) / running.seconds());
                }
            }
        }
        return rates;
    }

    private static void awaitOffered(LiveStack stack, long records) throws InterruptedException {
        stack.await(LONGEST, "that a student had %d records".formatted(records), () -> offered(stack) >= records);
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

    /** @return seconds a record: one inference, and one example of a step */
    private static double arithmetic(Generation generation, DrawnDigits digits, Path folder) throws IOException {
        var runtime = new DjlNetworkRuntime(1);
        var input = generation.spec().input();
        int labelling = generation.spec().teacher().labelling().size();
        Path teacher = folder.resolve("arithmetic.pt");
        Files.write(teacher, BuiltinNetworks.author("builtin:" + TEACHER, input, 1));
        try (var network = runtime.open(teacher, input);
                var student = InMemoryStudent.open(
                        runtime, generation, generation.spec().students().get(0), digits, folder)) {
            var labelled = new InMemoryTeacher(network, digits, labelling);
            return Pace.of(() -> labelled.label(1), ARITHMETIC) / labelling
                    + Pace.of(() -> student.train(1), ARITHMETIC) / BATCH_SIZE;
        }
    }
}
