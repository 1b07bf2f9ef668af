package dev.limbeck.contract.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.limbeck.contract.event.Scores;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.run.PromotionSpec;
import dev.limbeck.contract.task.Classification;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The golden documents were written by the lifecycles of schemaVersion 1 and 2. */
class EarlierRunStatesTest {
    @Test
    void aStateOfTheFirstVersionIsReadAsOneOfToday() throws IOException {
        // When
        var state = read(firstVersion().getBytes(UTF_8));
        // Then
        assertThat(state.schemaVersion()).isEqualTo(RunState.SCHEMA_VERSION);
        assertThat(state.lifecycleVersion()).isEqualTo(3);
        assertThat(state.comparisons()).isZero();
        assertThat(state.teacherBehind()).isEmpty();
        assertThat(state.pin()).isEmpty();
        assertThat(state.currentGeneration().adjustment()).isEqualTo(Adjustment.NONE);
        assertThat(state.currentGeneration().beginsFrom()).isEmpty();
        assertThat(state.declaration().spec().promotion().alpha()).isEqualTo(PromotionSpec.DEFAULT.alpha());
        var score = state.currentChampion().orElseThrow().score();
        assertThat(Scores.accuracy(score)).hasValue(0.9);
        assertThat(Scores.value(score, Classification.BRIER_SCORE)).isEmpty();
        assertThat(Scores.value(score, Classification.KL_TO_TEACHER)).isEmpty();
        assertThat(score.breakdown().parts())
                .as("a state keeps no table of classes")
                .isEmpty();
        assertThat(score.cost().parameters()).isEqualTo(1);
        assertThat(score.cost().latencyP99Micros()).isNaN();
    }

    @Test
    void whatWaitsForADecisionIsMeasuredAgainAndWhatIsDecidedGoesOn() throws IOException {
        // When
        var state = read(firstVersion().getBytes(UTF_8));
        // Then
        assertThat(state.candidate("small-g1-300").orElseThrow())
                .returns(Candidate.Phase.AWAITING_APPROVAL, Candidate::phase)
                .matches(waiting -> waiting.report().isEmpty());
        assertThat(state.candidate("small-g1-200").orElseThrow())
                .returns(Candidate.Phase.PROMOTING, Candidate::phase)
                .matches(promoting ->
                        promoting.report().isPresent() && promoting.evidence().isPresent());
        assertThat(state.orders())
                .extracting(PendingOrder::order)
                .filteredOn(RunOrder.Promote.class::isInstance)
                .singleElement()
                .satisfies(order -> assertThat(Scores.accuracy(
                                ((RunOrder.Promote) order).report().candidate()))
                        .hasValue(0.95));
    }

    @Test
    void inTheSecondVersionACandidateWithAnAgreementWasMeasured() throws IOException {
        // When
        var state = read(golden("v2/state.json").getBytes(UTF_8));
        // Then
        assertThat(state.schemaVersion()).isEqualTo(RunState.SCHEMA_VERSION);
        assertThat(state.lifecycleVersion()).isEqualTo(3);
        assertThat(state.pin()).isEmpty();
        assertThat(state.comparisons()).isEqualTo(1);
        assertThat(state.candidates())
                .extracting(Candidate::phase, Candidate::measured)
                .containsExactly(
                        tuple(Candidate.Phase.PROMOTED, true),
                        tuple(Candidate.Phase.REJECTED, true),
                        tuple(Candidate.Phase.EVALUATING, false));
        assertThat(read(ContractJson.write(state))).isEqualTo(state);
    }

    @Test
    void theMetricThatIsNoneAnyMoreBecomesAccuracy() throws IOException {
        // Given
        String byLikelihood = firstVersion().replace("\"metric\" : \"accuracy\"", "\"metric\" : \"nll\"");
        // When
        var state = read(byLikelihood.getBytes(UTF_8));
        // Then
        assertThat(state.declaration().spec().promotion().metric()).isEqualTo(PromotionSpec.Metric.ACCURACY);
    }

    @Test
    void whatWasReadIsWrittenAndReadTheSame() throws IOException {
        // Given
        var state = read(firstVersion().getBytes(UTF_8));
        // Then
        assertThat(read(ContractJson.write(state))).isEqualTo(state);
    }

    private static RunState read(byte[] state) {
        return ContractJson.read(state, RunState.class);
    }

    private static String firstVersion() throws IOException {
        return golden("v1/state.json");
    }

    private static String golden(String name) throws IOException {
        try (var in = EarlierRunStatesTest.class.getResourceAsStream("/golden/run-state/" + name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
