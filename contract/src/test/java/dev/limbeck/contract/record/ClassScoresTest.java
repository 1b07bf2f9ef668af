package dev.limbeck.contract.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassScoresTest {
    @ParameterizedTest(name = "at temperature {0}")
    @ValueSource(doubles = {0.5, 1, 4, 20})
    void softeningNeverChangesTheTeachersChoice(double temperature) {
        // Given
        var logits = ClassScores.copyOf(1.2f, 7.5f, -3f);
        // When
        var probabilities = logits.softmax(temperature);
        // Then
        assertThat(probabilities.top()).isEqualTo(logits.top());
        assertThat(probabilities.get(0) + probabilities.get(1) + probabilities.get(2))
                .isCloseTo(1, within(1e-6f));
    }

    @Test
    void hugeLogitsDoNotOverflow() {
        assertThat(ClassScores.copyOf(1e30f, -1e30f).softmax(1)).isEqualTo(ClassScores.copyOf(1, 0));
    }

    @Test
    void scoresAreCopiedInAndOut() {
        float[] values = {1, 2};
        var scores = ClassScores.copyOf(values);
        values[0] = 9;
        scores.toArray()[1] = 9;
        assertThat(scores).isEqualTo(ClassScores.copyOf(1, 2));
    }

    @Test
    void asTextTheyFitIntoASentence() {
        assertThat(ClassScores.copyOf(1, 2)).hasToString("[1.0, 2.0]");
        assertThat(ClassScores.copyOf(new float[100_000]).toString())
                .endsWith("0.0, … of 100000]")
                .hasSizeLessThan(120);
    }
}
