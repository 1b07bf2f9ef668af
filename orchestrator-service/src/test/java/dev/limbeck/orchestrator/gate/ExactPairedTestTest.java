package dev.limbeck.orchestrator.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.event.PairedCounts;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactPairedTestTest {
    private static PairedCounts counts(long examples, long wins, long losses) {
        return new PairedCounts(examples - wins - losses, wins, losses, 0);
    }

    /** References: SciPy 1.17, binom.sf and beta.ppf. */
    @ParameterizedTest(name = "{0} examples, {1} : {2}, threshold {3}, level {4}")
    @CsvSource({
        "2000, 31, 13, 0,      0.05, 0.004779939428317448",
        "2000,  6,  0, 0,      0.05, 0.015625",
        "2000, 20, 22, -0.01,  0.05, 0.04825651556793577",
        "2000, 40, 10, 0.005,  0.01, 0.02432335611184481",
        "10000, 100, 100, -0.01, 1.6e-6, 2.9592726456444667e-07",
        "10000, 0,  0, -0.005, 0.05, 0.005",
        "10000, 0,  5, -0.01,  0.05, 0.005"
    })
    void hasTheProbabilityOfTheReference(
            long examples, long wins, long losses, double threshold, double level, double expected) {
        assertThat(new ExactPairedTest(threshold, level).pValue(counts(examples, wins, losses)))
                .isCloseTo(expected, within(1e-12));
    }

    @Test
    void withoutADiscordantExampleNothingIsShownToBeBetter() {
        assertThat(new ExactPairedTest(0, 0.05).pValue(counts(2000, 0, 0))).isEqualTo(1);
        assertThat(new ExactPairedTest(0.01, 0.05).pValue(counts(2000, 0, 0))).isEqualTo(1);
    }

    @Test
    void withoutADiscordantExampleNotWorseNeedsEnoughExamples() {
        // 0.99^n is the chance of not seeing a difference of one point
        assertThat(new ExactPairedTest(-0.01, 0.05).pValue(counts(500, 0, 0))).isEqualTo(1);
        assertThat(new ExactPairedTest(-0.01, 0.05).pValue(counts(600, 0, 0))).isCloseTo(0.005, within(1e-12));
        assertThat(new ExactPairedTest(-0.01, 0.05).pValue(new PairedCounts(0, 0, 0, 0)))
                .isEqualTo(1);
    }

    /** Every outcome of a small set is looked at: the level is kept, however often the two networks differ. */
    @ParameterizedTest(name = "{0} examples, threshold {1}, level {2}")
    @CsvSource({
        "60, 0, 0.05", "60, -0.05, 0.05", "60, -0.1, 0.01", "60, 0.05, 0.05",
        "150, -0.02, 0.05", "150, -0.05, 0.05", "150, -0.05, 0.002", "150, 0.03, 0.05"
    })
    void keepsItsLevelAtTheBoundary(int examples, double threshold, double level) {
        // Given
        boolean[][] rejects = new boolean[examples + 1][examples + 1];
        var test = new ExactPairedTest(threshold, level);
        for (int discordant = 0; discordant <= examples; discordant++) {
            for (int wins = 0; wins <= discordant; wins++) {
                rejects[discordant][wins] = test.pValue(counts(examples, wins, discordant - wins)) <= level;
            }
        }
        // Then
        for (double share = Math.max(Math.abs(threshold), 0.002); share <= 1; share += 0.01) {
            assertThat(chanceToReject(rejects, examples, share, threshold))
                    .describedAs("share of discordant examples %s", share)
                    .isLessThanOrEqualTo(level);
        }
    }

    private static double chanceToReject(boolean[][] rejects, int examples, double share, double difference) {
        var discordants = BinomialDistribution.of(examples, share);
        double chance = 0;
        for (int discordant = 0; discordant <= examples; discordant++) {
            double weight = discordants.probability(discordant);
            if (weight < 1e-15) {
                continue;
            }
            var wins = BinomialDistribution.of(discordant, Math.min(1, Math.max(0, (1 + difference / share) / 2)));
            for (int won = 0; won <= discordant; won++) {
                if (rejects[discordant][won]) {
                    chance += weight * wins.probability(won);
                }
            }
        }
        return chance;
    }
}
