package dev.limbeck.orchestrator.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.event.PairedDifferences;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A small part of what {@link ValueSimulation} counts. */
class ErrorBudgetOfValuesTest {
    private static final SimulatedValues RUNS = new SimulatedValues(60, 30, 400, 20_261_130);

    @ParameterizedTest
    @EnumSource(ValueOutcomes.class)
    void aRunOfCandidatesThatAreNotBetterHardlyEverPromotesOne(ValueOutcomes outcomes) {
        assertThat(RUNS.of(outcomes, 0, 0.9, ValueRules.gate(0)).share()).isLessThanOrEqualTo(0.05);
        assertThat(RUNS.of(outcomes, -0.02, 0.9, ValueRules.gate(0.02)).share()).isLessThanOrEqualTo(0.05);
    }

    @ParameterizedTest
    @EnumSource(ValueOutcomes.class)
    void theIntervalHoldsWhatIsTrue(ValueOutcomes outcomes) {
        // Given
        double gain = 0.01;
        var pairs = new SimulatedValues(20, 1, 400, 3).pairs(outcomes, gain);
        // Then
        assertThat(pairs).allSatisfy(pair -> {
            var differences = PairedDifferences.between(pair.candidate(), pair.champion(), PairedDifferences.FINEST);
            var interval = BettingInterval.of(differences, 0.05);
            assertThat(gain).isBetween(interval.low(), interval.high());
            assertThat(differences.mean()).isBetween(interval.low(), interval.high());
        });
    }

    @Test
    void whatIsUsuallyDonePromotesOneInMostRuns() {
        assertThat(RUNS.of(ValueOutcomes.RARE_LOSSES, 0, 0.9, ValueRules::tTest).share())
                .isGreaterThan(0.5);
        assertThat(RUNS.of(ValueOutcomes.RARE_LOSSES, 0, 0.9, ValueRules::bootstrap)
                        .share())
                .isGreaterThan(0.5);
    }
}
