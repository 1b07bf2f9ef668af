package dev.limbeck.network.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.record.Output;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrierScoreTest {
    @Test
    void isTheSquaredDistanceSummedOverTheClasses() {
        // Given: (0.25)² twice, and (0.9)² twice
        var examples = List.of(new LabelledLogits(Logits.binary(0.75), 1), new LabelledLogits(Logits.binary(0.9), 0));
        // Then
        assertThat(examples.stream().mapToDouble(BrierScore::of))
                .satisfiesExactly(right -> assertThat(right).isCloseTo(0.125, within(1e-6)), wrong -> assertThat(wrong)
                        .isCloseTo(1.62, within(1e-6)));
    }

    /** With two classes it is twice what Brier's own rain forecasts of one probability get. */
    @Test
    void ofAFairGuessIsOneLessItsProbability() {
        // Given
        var example = new LabelledLogits(Output.copyOf(0, 0, 0, 0), 2);
        // Then: 3 · (1/4)² + (3/4)²
        assertThat(BrierScore.of(example)).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void isZeroForCertainAndRightAndTwoForCertainAndWrong() {
        assertThat(BrierScore.of(new LabelledLogits(Logits.certainOf(2, 5), 2))).isCloseTo(0, within(1e-12));
        assertThat(BrierScore.of(new LabelledLogits(Logits.certainOf(2, 5), 3))).isCloseTo(2, within(1e-12));
    }
}
