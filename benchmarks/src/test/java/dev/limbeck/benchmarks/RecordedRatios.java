package dev.limbeck.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.benchmarks.label.LabelBenchmark;
import dev.limbeck.benchmarks.machine.Cores;
import dev.limbeck.benchmarks.machine.Machine;
import dev.limbeck.benchmarks.replay.ReplayBenchmark;
import dev.limbeck.contract.json.ContractJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gate of {@code -Pbench-smoke}: the pipeline costs no more than when its ratios were recorded. */
class RecordedRatios {
    private static final Logger log = LoggerFactory.getLogger(RecordedRatios.class);
    private static final Path FILE = Path.of("recorded.json");
    private static final double ALLOWED = 0.9;
    private static final int REPETITIONS = 5;
    private static final Duration WINDOW = Duration.ofSeconds(2);
    /** Asked before a benchmark binds this process to one of them. */
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    /** Median ratios by the names of their cases, as the benchmarks print them. */
    record Recorded(Map<String, Double> replay, Map<String, Double> label) {}

    @Test
    void replayIsAsNearToItsArithmeticAsItWas() throws Exception {
        holds(new ReplayBenchmark(), recorded().replay());
    }

    @Test
    void labelIsAsNearToItsArithmeticAsItWas() throws Exception {
        holds(new LabelBenchmark(), recorded().label());
    }

    private static Recorded recorded() throws IOException {
        return ContractJson.readKept(Files.readAllBytes(FILE), Recorded.class);
    }

    private static void holds(Benchmark benchmark, Map<String, Double> recorded) throws Exception {
        // Given
        var only = recorded.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"));
        var settings = new Settings(
                REPETITIONS, WINDOW, Pattern.compile("^(" + only + ")$"), new Cores(CORES > 1, CORES), Path.of(".."));
        // When
        var results = benchmark.run(settings, progress -> log.info("{} {}", benchmark.name(), progress));
        // Then
        assertThat(results).hasSameSizeAs(recorded.keySet());
        var fallen = results.stream()
                .filter(result -> result.ratio() < ALLOWED * recorded.getOrDefault(result.name(), Double.NaN))
                .map(result -> "%s %s: %.2f, recorded is %.2f"
                        .formatted(benchmark.name(), result.name(), result.ratio(), recorded.get(result.name())))
                .toList();
        assertThat(fallen)
                .as(
                        "ratios under %s of those in benchmarks/%s; the load average now is %.1f, above 0.5 others work, too"
                                .formatted(ALLOWED, FILE, Machine.here().load()))
                .isEmpty();
    }
}
