package dev.limbeck.orchestrator.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.event.PairedCounts;
import dev.limbeck.contract.event.PairedDifferences;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BettingTestTest {
    private static PairedDifferences of(int resolution, Map<Integer, Long> byDifference) {
        return new PairedDifferences(resolution, new TreeMap<>(byDifference));
    }

    /** @param text as {@code -3:400 5:600} */
    private static PairedDifferences of(int resolution, String text) {
        var byDifference = new TreeMap<Integer, Long>();
        Stream.of(text.split(" ")).map(one -> one.split(":")).forEach(one -> {
            byDifference.put(Integer.valueOf(one[0]), Long.valueOf(one[1]));
        });
        return new PairedDifferences(resolution, byDifference);
    }

    /** References: the formula with mpmath 1.3, 40 digits, by products instead of logarithms. */
    @ParameterizedTest(name = "{0} of {1}, threshold {2}")
    @CsvSource({
        "1:1,                         100, 0,     0.99390037823402086",
        "100:1,                       100, 0,     0.61969174056698986",
        "-100:1,                      100, 0,     1",
        "100:50,                      100, 0,     1.7763565040520473e-15",
        "-100:1 100:50,               100, 0,     1.8818385730715736e-8",
        "-3:400 0:1000 5:600,         100, 0,     7.5634743349953722e-8",
        "-3:400 0:1000 5:600,         100, -0.01, 1.4097627811743668e-16",
        "-3:400 0:1000 5:600,         100, 0.01,  1",
        "0:500,                       100, -0.01, 0.012694552000921265",
        "-1:500 1:480 2:40,           2,   -0.05, 1.0526383976814205e-4",
        "-10:3000 0:990000 10:7000,   100, 0,     6.6789096745516005e-153"
    })
    void hasTheProbabilityOfTheReference(String differences, int resolution, double threshold, double expected) {
        assertThat(new BettingTest(of(resolution, differences), threshold).pValue())
                .isCloseTo(expected, within(1e-9 * expected));
    }

    /** References as above. */
    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "1:1,                       100, -0.984352824478,   0.984662669538",
        "100:50,                    100, 0.834138249571,    1",
        "-100:1 100:50,             100, 0.586547479336,    0.999974561901",
        "-3:400 0:1000 5:600,       100, 0.00640528896981,  0.0115688187566",
        "0:500,                     100, -0.0086236176876,  0.0086236176876",
        "-10:3000 0:990000 10:7000, 100, 0.000365876198458, 0.000434597525747"
    })
    void hasTheIntervalOfTheReference(String differences, int resolution, double low, double high) {
        // When
        var interval = BettingInterval.of(of(resolution, differences), 0.05);
        // Then
        assertThat(interval.low()).isCloseTo(low, within(1e-9));
        assertThat(interval.high()).isCloseTo(high, within(1e-9));
    }

    @ParameterizedTest(name = "{0} examples")
    @ValueSource(longs = {1, 2000, 1_000_000_000})
    void whereNothingDiffersNothingIsShownToBeBetter(long examples) {
        // Given
        var same = of(100, Map.of(0, examples));
        // Then
        assertThat(new BettingTest(same, 0).pValue()).isCloseTo(1, within(1e-12));
        assertThat(new BettingTest(same, 0.01).pValue()).isEqualTo(1);
    }

    @Test
    void ofNoExampleNothingIsKnown() {
        // Given
        var none = of(100, Map.of());
        // Then
        assertThat(new BettingTest(none, -0.5).pValue()).isCloseTo(1, within(1e-12));
        assertThat(BettingInterval.of(none, 0.05)).isEqualTo(new DifferenceInterval(-1, 1));
    }

    @Test
    void theEndsOfTheRangeAreNumbers() {
        // Given
        var allBetter = of(100, Map.of(100, 1_000_000_000L));
        // Then
        assertThat(new BettingTest(allBetter, 0).logWealth()).isCloseTo(1e9 * Math.log(2), within(10.0));
        assertThat(new BettingTest(allBetter, 0).pValue()).isZero();
        assertThat(new BettingTest(allBetter.reversed(), 0).pValue()).isEqualTo(1);
        assertThat(BettingInterval.of(allBetter, 0.05).low()).isBetween(0.999, 1.0);
        assertThat(BettingInterval.of(allBetter, 0.05).high()).isEqualTo(1);
    }

    @Test
    void aMillionExamplesOnEveryMarkAreNotTooMany() {
        // Given
        var byDifference = new TreeMap<Integer, Long>();
        for (int marks = -100; marks <= 100; marks++) {
            byDifference.put(marks, 5_000L + 10L * marks);
        }
        var differences = new PairedDifferences(100, byDifference);
        // When
        var interval = BettingInterval.of(differences, 0.05);
        // Then
        assertThat(new BettingTest(differences, 0).pValue()).isLessThan(1e-100);
        assertThat(interval.low()).isBetween(differences.mean() - 0.003, differences.mean());
        assertThat(interval.high()).isBetween(differences.mean(), differences.mean() + 0.003);
    }

    @Test
    void theMoreIsAskedTheLessIsShown() {
        // Given
        var differences = of(100, "-60:20 -3:400 0:1000 5:600");
        // Then
        double before = 0;
        for (double threshold = -0.99; threshold < 1; threshold += 0.01) {
            double pValue = new BettingTest(differences, threshold).pValue();
            assertThat(pValue).isGreaterThanOrEqualTo(before);
            before = pValue;
        }
        assertThat(before).isEqualTo(1);
    }

    /** Every outcome of a few examples with three values is looked at: the level is kept, however they are spread. */
    @ParameterizedTest(name = "{0} examples, threshold {1}, level {2}")
    @CsvSource({"20, 0, 0.05", "20, 0, 0.005", "40, -0.1, 0.05", "40, -0.5, 0.01", "40, 0.1, 0.05"})
    void keepsItsLevelAtTheBoundary(int examples, double threshold, double level) {
        for (int small = 1; small <= 9; small += 4) {
            // Given a loss of one whole with the chance that makes the mean the threshold
            double gain = small / 10.0;
            for (double same : new double[] {0, 0.3, 0.9}) {
                double loss = (1 - same) * gain - threshold;
                loss = loss / (1 + gain);
                if (loss < 0 || loss > 1 - same) {
                    continue;
                }
                // Then
                assertThat(chanceToReject(examples, small, same, loss, threshold, level))
                        .as("%d tenths, %.1f the same", small, same)
                        .isLessThanOrEqualTo(level);
            }
        }
    }

    private static double chanceToReject(
            int examples, int small, double same, double loss, double threshold, double level) {
        double chance = 0;
        var ties = BinomialDistribution.of(examples, same);
        for (int tied = 0; tied <= examples; tied++) {
            var losses = BinomialDistribution.of(examples - tied, loss / (1 - same));
            for (int lost = 0; lost <= examples - tied; lost++) {
                var byDifference =
                        new TreeMap<>(Map.of(-10, (long) lost, 0, (long) tied, small, (long) examples - tied - lost));
                byDifference.values().removeIf(count -> count == 0);
                if (new BettingTest(new PairedDifferences(10, byDifference), threshold).pValue() <= level) {
                    chance += ties.probability(tied) * losses.probability(lost);
                }
            }
        }
        return chance;
    }

    @Test
    void theTestFollowsFromTheResolutionAlone() {
        // Given
        var counts = new PairedCounts(1898, 31, 11, 60);
        var coarse = PairedDifferences.of(counts);
        var finer = of(2, Map.of(-2, 11L, 0, 1958L, 2, 31L));
        // Then
        assertThat(DifferenceTest.of(coarse, 0, 0.05).pValue())
                .isEqualTo(new ExactPairedTest(0, 0.05).pValue(counts))
                .isLessThan(DifferenceTest.of(finer, 0, 0.05).pValue());
        assertThat(DifferenceTest.of(coarse, -0.01, 0.05).interval(0.05))
                .isEqualTo(DifferenceInterval.of(counts, 0.05));
        assertThat(DifferenceTest.of(finer, -0.01, 0.05).interval(0.05)).isEqualTo(BettingInterval.of(finer, 0.05));
    }
}
