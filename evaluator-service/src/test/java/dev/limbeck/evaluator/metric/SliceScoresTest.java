package dev.limbeck.evaluator.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.event.Score.SliceScore;
import dev.limbeck.contract.record.Attributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SliceScoresTest {
    private static final TopClasses SAYING_0_1_1 =
            TopClasses.of(List.of(Logits.certainOf(0, 2), Logits.certainOf(1, 2), Logits.certainOf(1, 2)));
    private static final TopClasses SAYING_0_0_1 =
            TopClasses.of(List.of(Logits.certainOf(0, 2), Logits.certainOf(0, 2), Logits.certainOf(1, 2)));

    private static Attributes region(String value) {
        return new Attributes(new TreeMap<>(Map.of("region", value)));
    }

    @Test
    void tellTheValuesOfAnAttributeApart() {
        // Given
        var attributes = List.of(region("north"), region("north"), Attributes.NONE);
        var labels = List.of(OptionalInt.of(1), OptionalInt.of(1), OptionalInt.empty());
        // Then
        assertThat(SliceScores.of("region", attributes, SAYING_0_1_1, SAYING_0_0_1, labels))
                .containsExactly(
                        new SliceScore("region", "north", 2, OptionalLong.of(2), OptionalDouble.of(0.5), 0.5),
                        new SliceScore("region", "none", 1, OptionalLong.of(0), OptionalDouble.empty(), 1));
    }

    @Test
    void putRareValuesTogether() {
        // Given: 30 values, the i-th of them i times
        var attributes = new ArrayList<Attributes>();
        for (int value = 1; value <= 30; value++) {
            attributes.addAll(Collections.nCopies(value, region("v" + value)));
        }
        var predictions = TopClasses.of(Collections.nCopies(attributes.size(), Logits.certainOf(0, 2)));
        var labels = Collections.nCopies(attributes.size(), OptionalInt.of(0));
        // When
        var slices = SliceScores.of("region", attributes, predictions, predictions, labels);
        // Then
        assertThat(slices).hasSize(SliceScores.MOST_VALUES + 1);
        assertThat(slices.get(0))
                .isEqualTo(new SliceScore("region", "v30", 30, OptionalLong.of(30), OptionalDouble.of(1), 1));
        assertThat(slices.get(19).value()).isEqualTo("v11");
        assertThat(slices.get(20))
                .isEqualTo(new SliceScore("region", "other", 55, OptionalLong.of(55), OptionalDouble.of(1), 1));
    }
}
