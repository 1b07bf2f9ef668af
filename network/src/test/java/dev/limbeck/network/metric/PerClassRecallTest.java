package dev.limbeck.network.metric;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.event.Breakdown.Part;
import dev.limbeck.contract.metric.Measured;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PerClassRecallTest {
    private static Measured recall(int right, int of) {
        var examples = new ArrayList<LabelledLogits>();
        for (int i = 0; i < of; i++) {
            examples.add(new LabelledLogits(Logits.certainOf(i < right ? 1 : 0, 3), 1));
        }
        return requireNonNull(
                PerClassRecall.of(examples, 3).get(1).metrics().get(PerClassRecall.RECALL));
    }

    /** Newcombe, Two-sided confidence intervals for the single proportion (1998), table I, method 3. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void theIntervalIsThePublishedOne(int right, int of, double low, double high) {
        // When
        var recall = recall(right, of);
        // Then
        assertThat(recall.value()).isEqualTo((double) right / of);
        assertThat(recall.low()).isCloseTo(low, within(5e-5));
        assertThat(recall.high()).isCloseTo(high, within(5e-5));
        assertThat(recall.examples()).isEqualTo(of);
    }

    @Test
    void ofAClassWithoutExamplesNothingIsKnown() {
        assertThat(PerClassRecall.of(List.of(new LabelledLogits(Logits.certainOf(0, 3), 0)), 3))
                .extracting(part -> part.metrics().get(PerClassRecall.RECALL))
                .endsWith(new Measured(0, 0, 1, 0), new Measured(0, 0, 1, 0));
    }

    @Test
    void ofVeryManyClassesOnlyThoseWithExamplesAreTold() {
        assertThat(PerClassRecall.of(List.of(new LabelledLogits(Logits.certainOf(7, 100_000), 7)), 100_000))
                .extracting(Part::name)
                .containsExactly("7");
    }
}
