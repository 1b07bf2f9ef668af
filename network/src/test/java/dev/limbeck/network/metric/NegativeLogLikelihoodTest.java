package dev.limbeck.network.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.record.Output;
import org.junit.jupiter.api.Test;

class NegativeLogLikelihoodTest {
    @Test
    void isInNats() {
        // Given: probabilities 3/4 and 1/4, so -ln(3/4) and -ln(1/4)
        var logits = Output.copyOf(0, (float) Math.log(3));
        // Then
        assertThat(NegativeLogLikelihood.of(new LabelledLogits(logits, 1))).isCloseTo(0.2876821, within(1e-6));
        assertThat(NegativeLogLikelihood.of(new LabelledLogits(logits, 0))).isCloseTo(1.3862944, within(1e-6));
    }

    @Test
    void ofEqualLogitsIsTheLogarithmOfTheClassCount() {
        // Given
        var example = new LabelledLogits(Output.copyOf(7, 7, 7, 7, 7, 7, 7, 7, 7, 7), 3);
        // Then
        assertThat(NegativeLogLikelihood.of(example)).isCloseTo(Math.log(10), within(1e-12));
    }

    @Test
    void staysFiniteWhereTheProbabilityRoundsToZero() {
        // Given
        var example = new LabelledLogits(Output.copyOf(1000, 0), 1);
        // Then
        assertThat(NegativeLogLikelihood.of(example)).isEqualTo(1000);
    }

    @Test
    void ofCertainAndRightIsZero() {
        // Given
        var example = new LabelledLogits(Logits.certainOf(2, 5), 2);
        // Then
        assertThat(NegativeLogLikelihood.of(example)).isCloseTo(0, within(1e-12));
    }
}
