package dev.limbeck.benchmarks.stack;

import dev.limbeck.benchmarks.Benchmark;
import dev.limbeck.benchmarks.Settings;
import dev.limbeck.benchmarks.feed.DrawnDigits;
import dev.limbeck.benchmarks.feed.PrefilledTopic;
import dev.limbeck.benchmarks.machine.Scratch;
import dev.limbeck.benchmarks.measure.Result;
import dev.limbeck.benchmarks.measure.Spread;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.local.stack.RunningStack.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Memory of each service over 100,000 steps, in ten parts, beside what it had after the second. */
public final class FlatBenchmark implements Benchmark {
    private static final int STEPS = 100_000;
    private static final int BATCH_SIZE = 4;
    private static final int PARTS = 10;
    /** Half a minute: until classes are loaded and compiled, and the heap has the size that the collector wants. */
    private static final int WARM_UP_PARTS = 2;

    /** Some records are held out. */
    private static final double RESERVE = 1.1;

    private static final Duration LONGEST = Duration.ofMinutes(30);

    @Override
    public String name() {
        return "flat";
    }

    @Override
    public String description() {
        return "memory of each service over 100,000 steps, by that after the first 20,000";
    }

    @Override
    public List<Result> run(Settings settings, Consumer<String> progress) throws Exception {
        var resident = new LinkedHashMap<String, List<Double>>();
        var heap = new LinkedHashMap<String, List<Double>>();
        try (var scratch = new Scratch();
                var stack = MeasuredStack.start(scratch.folder().resolve("home"), settings.installation())) {
            var loop = DeclaredLoop.in(scratch.folder(), "mlp-32", "mlp-8", BATCH_SIZE);
            var digits = new DrawnDigits();
            TopicProvisioning.provide(stack.kafka(), loop.generation());
            new PrefilledTopic(stack.kafka(), DeclaredLoop.TOPIC, index -> RecordCodec.encode(digits.record(index)))
                    .ensure(Math.round(STEPS * BATCH_SIZE * RESERVE));
            stack.declare(loop.yaml());
            for (int part = 1; part <= PARTS; part++) {
                long steps = (long) STEPS * part / PARTS;
                stack.await(
                        LONGEST,
                        "step " + steps,
                        () -> stack.student().map(StudentStatus::step).orElse(0L) >= steps);
                for (RunningService service : stack.services()) {
                    add(resident, service.name(), resident(service.pid()));
                    stack.collectGarbage(service);
                    add(heap, service.name(), stack.heap(service));
                }
                progress.accept("step %,d: resident MB %s".formatted(steps, resident));
            }
        }
        return Stream.concat(results(resident, "resident"), results(heap, "heap"))
                .toList();
    }

    private static void add(Map<String, List<Double>> megabytes, String service, OptionalLong bytes) {
        megabytes
                .computeIfAbsent(service, first -> new ArrayList<>())
                .add(bytes.orElseThrow(() -> new IllegalStateException(service + " does not say what memory it has"))
                        / 1e6);
    }

    /** Bytes, as Linux counts them. */
    private static OptionalLong resident(long pid) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        }
    }

    private static Stream<Result> results(Map<String, List<Double>> megabytes, String kind) {
        return megabytes.entrySet().stream().map(service -> {
            List<Double> samples = service.getValue();
            double warm = samples.get(WARM_UP_PARTS - 1);
            var growth = Spread.of(samples.subList(WARM_UP_PARTS, samples.size()).stream()
                    .map(sample -> sample / warm)
                    .toList());
            return Result.of(service.getKey() + " " + kind, growth, Result.RATIO)
                    .with("megabytes", samples);
        });
    }
}
