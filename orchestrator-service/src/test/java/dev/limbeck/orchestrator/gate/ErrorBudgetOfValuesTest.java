package dev.limbeck.orchestrator.gate;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void whatIsUsuallyDonePromotesOneInMostRuns() {
        assertThat(RUNS.of(ValueOutcomes.RARE_LOSSES, 0, 0.9, ValueRules::tTest).share())
                .isGreaterThan(0.5);
        assertThat(RUNS.of(ValueOutcomes.RARE_LOSSES, 0, 0.9, ValueRules::bootstrap)
                        .share())
                .isGreaterThan(0.5);
    }
}
