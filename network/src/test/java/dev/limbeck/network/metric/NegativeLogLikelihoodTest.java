package dev.limbeck.network.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.record.Output;
import java.util.List;
import org.junit.jupiter.api.Test;

class NegativeLogLikelihoodTest {
    @Test
    void isTheMeanOverTheExamplesInNats() {
        // Given: probabilities 3/4 and 1/4, so -ln(3/4) = 0.28768 and -ln(1/4) = 1.38629
        var examples = List.of(
                new LabelledLogits(Output.copyOf(0, (float) Math.log(3)), 1),
                new LabelledLogits(Output.copyOf(0, (float) Math.log(3)), 0));
        // Then
        assertThat(NegativeLogLikelihood.of(examples)).isCloseTo(0.8369882, within(1e-6));
    }

    @Test
    void ofEqualLogitsIsTheLogarithmOfTheClassCount() {
        // Given
        var examples = List.of(new LabelledLogits(Output.copyOf(7, 7, 7, 7, 7, 7, 7, 7, 7, 7), 3));
        // Then
        assertThat(NegativeLogLikelihood.of(examples)).isCloseTo(Math.log(10), within(1e-12));
    }

    @Test
    void staysFiniteWhereTheProbabilityRoundsToZero() {
        // Given
        var examples = List.of(new LabelledLogits(Output.copyOf(1000, 0), 1));
        // Then
        assertThat(NegativeLogLikelihood.of(examples)).isEqualTo(1000);
    }

    @Test
    void ofCertainAndRightIsZero() {
        // Given
        var examples = List.of(new LabelledLogits(Logits.certainOf(2, 5), 2));
        // Then
        assertThat(NegativeLogLikelihood.of(examples)).isCloseTo(0, within(1e-12));
    }
}
