package dev.limbeck.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.benchmarks.label.LabelBenchmark;
import dev.limbeck.benchmarks.machine.Cores;
import dev.limbeck.benchmarks.measure.Result;
import dev.limbeck.benchmarks.replay.ReplayBenchmark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That the benchmarks run and say what they measured; their figures at this size mean nothing. */
@Timeout(300)
class SmokeIT {
    private static List<Result> run(Benchmark benchmark, String only) throws Exception {
        var settings = new Settings(2, Duration.ofMillis(50), Pattern.compile(only), new Cores(false, 1), Path.of(""));
        return benchmark.run(settings, progress -> {});
    }

    @Test
    void replayMeasuresAStudentBesideItsArithmetic() throws Exception {
        // When
        var results = run(new ReplayBenchmark(), "mlp-128, batch 64");
        // Then
        assertThat(results)
                .extracting(Result::name)
                .containsExactly("mlp-128, batch 64", "mlp-128, batch 64, one core");
        assertThat(results).allSatisfy(SmokeIT::hasBothRates);
    }

    @Test
    void labelMeasuresATeacherBesideItsArithmetic() throws Exception {
        // When
        var results = run(new LabelBenchmark(), "cnn-32x128, batch 64");
        // Then
        assertThat(results)
                .extracting(Result::name)
                .containsExactly("cnn-32x128, batch 64", "cnn-32x128, batch 64, one core");
        assertThat(results).allSatisfy(SmokeIT::hasBothRates);
    }

    private static void hasBothRates(Result result) {
        assertThat(result.ratio()).isPositive().isBetween(result.min(), result.max());
        assertThat(result.details()).containsKeys("examplesPerSecond", "aloneExamplesPerSecond", "pinned");
    }
}
