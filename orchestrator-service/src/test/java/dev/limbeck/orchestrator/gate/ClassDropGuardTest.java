package dev.limbeck.orchestrator.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.event.Comparison;
import dev.limbeck.contract.event.Comparison.ClassComparison;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.PairedCounts;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassDropGuardTest {
    private static final int CLASSES = 300;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theFewClassesThatARunKeepsDecideAsAllOfThemDo(long seed) {
        // Given
        var random = new Random(seed);
        var whole = report(random);
        var kept = whole.summary();
        // Then
        assertThat(kept.againstChampion().orElseThrow().perClass()).hasSizeLessThan(CLASSES / 2);
        assertThat(kept.againstChampion().orElseThrow().classes()).isEqualTo(CLASSES);
        for (double allowed : new double[] {0, 0.01, 0.05, 0.2, 0.6}) {
            var guard = new ClassDropGuard(allowed);
            assertThat(guard.check(kept)).isEqualTo(guard.check(whole));
        }
    }

    /** Few of the classes get much worse, if any do. */
    private static EvaluationReport report(Random random) {
        double worse = random.nextDouble();
        var classes = IntStream.range(0, CLASSES)
                .mapToObj(
                        label -> new ClassComparison(label, counts(random, random.nextDouble() < 0.02 ? worse : 0.03)))
                .toList();
        var counts = new PairedCounts(1000, 10, 10, 10);
        return Reports.firstCandidate()
                .besideChampion(new Comparison(Optional.of(counts), counts, classes))
                .report();
    }

    private static PairedCounts counts(Random random, double lost) {
        int examples = 1 + random.nextInt(60);
        int losses = 0;
        int wins = 0;
        for (int example = 0; example < examples; example++) {
            double fate = random.nextDouble();
            losses += fate < lost ? 1 : 0;
            wins += fate > 0.97 ? 1 : 0;
        }
        int both = examples - losses - wins;
        return new PairedCounts(both - both / 5, wins, losses, both / 5);
    }

    @ParameterizedTest(name = "{0} classes")
    @ValueSource(ints = {1, 50_000})
    void theErrorIsSharedByAllClassesToldOfOrNot(int inAll) {
        // Given
        var lost = new ClassComparison(3, new PairedCounts(30, 0, 9, 0));
        var counts = new PairedCounts(1000, 10, 10, 10);
        var comparison =
                new Comparison(Optional.of(counts), counts, List.of(lost), Optional.of(inAll), Optional.empty());
        // When
        var verdict = new ClassDropGuard(0)
                .check(Reports.firstCandidate().besideChampion(comparison).report());
        // Then
        assertThat(verdict.holds()).isEqualTo(inAll > 1);
    }
}
