package dev.limbeck.local.digits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.dataset.LabelledImages;
import dev.limbeck.dataset.Part;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Digits must leave room between a linear map and a network, or a demo of learning shows nothing. */
class DigitDifficultyTest {

    private static double onStandard;
    private static double onHalfway;
    private static double onDrifted;

    @BeforeAll
    static void trainOnStandard() {
        var classifier = LinearClassifier.trainedOn(
                new DigitDataset(1, List.of(DigitStyle.standard()), 5000, 1).draw(Part.TRAIN));
        onStandard = classifier.accuracyOn(draw(DigitStyle.standard()));
        onHalfway = classifier.accuracyOn(draw(DigitStyle.between(DigitStyle.standard(), DigitStyle.drifted(), 0.5)));
        onDrifted = classifier.accuracyOn(draw(DigitStyle.drifted()));
    }

    @Test
    void aLinearMapLearnsThemButNotWell() {
        assertThat(onStandard).isBetween(0.60, 0.92);
    }

    @Test
    void driftCostsAccuracyStepByStep() {
        assertThat(onHalfway).isLessThan(onStandard - 0.03);
        assertThat(onDrifted).isLessThan(onHalfway - 0.03);
    }

    private static LabelledImages draw(DigitStyle style) {
        return new DigitDataset(1, List.of(style), 1, 1000).draw(Part.TEST);
    }
}
