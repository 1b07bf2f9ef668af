package dev.limbeck.network.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.event.Breakdown.Confusion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionsTest {
    private static LabelledLogits taken(int hardLabel, int as) {
        return new LabelledLogits(Logits.certainOf(as, 30), hardLabel);
    }

    @Test
    void areTheMistakesByFrequency() {
        // Given
        var examples = List.of(taken(1, 1), taken(4, 9), taken(3, 5), taken(4, 9), taken(5, 3), taken(9, 9));
        // Then
        assertThat(Confusions.of(examples))
                .containsExactly(new Confusion(4, 9, 2), new Confusion(3, 5, 1), new Confusion(5, 3, 1));
    }

    @Test
    void areNoMoreThanAReaderCanTake() {
        // Given: 30 · 29 different mistakes, one of them twice
        var examples = new ArrayList<LabelledLogits>();
        for (int label = 0; label < 30; label++) {
            for (int as = 0; as < 30; as++) {
                examples.add(taken(label, as));
            }
        }
        examples.add(taken(29, 28));
        // When
        var confusions = Confusions.of(examples);
        // Then
        assertThat(confusions).hasSize(Confusions.MOST);
        assertThat(confusions.get(0)).isEqualTo(new Confusion(29, 28, 2));
    }
}
