package dev.limbeck.evaluator.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.event.Score.SliceScore;
import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.record.Attributes;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.task.Classification;
import dev.limbeck.network.metric.TestedOutputs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SliceScoresTest {
    private static final Classification TASK = new Classification(2);
    private static final Output SAYS_0 = Output.copyOf(1, 0);
    private static final Output SAYS_1 = Output.copyOf(0, 1);

    private static Attributes region(String value) {
        return new Attributes(new TreeMap<>(Map.of("region", value)));
    }

    private static RecordValues values(List<Output> outputs, List<Output> teacher, List<Optional<HardLabel>> labels) {
        return RecordValues.of(new TestedOutputs(TASK, outputs, teacher, labels));
    }

    @Test
    void tellTheValuesOfAnAttributeApart() {
        // Given
        var attributes = List.of(region("north"), region("north"), Attributes.NONE);
        Optional<HardLabel> isOne = Optional.of(new OfClass(1));
        var values = values(
                List.of(SAYS_0, SAYS_1, SAYS_1),
                List.of(SAYS_0, SAYS_0, SAYS_1),
                List.of(isOne, isOne, Optional.empty()));
        // When
        var slices = SliceScores.of(TASK, "region", attributes, values);
        // Then
        assertThat(slices).extracting(SliceScore::value).containsExactly("north", "none");
        assertThat(slices).extracting(SliceScore::examples).containsExactly(2L, 1L);
        assertThat(slices.get(0).byHardLabel().orElseThrow())
                .returns(0.5, Measured::value)
                .returns(2L, Measured::examples);
        assertThat(slices.get(1).byHardLabel()).isEmpty();
        assertThat(slices).extracting(slice -> slice.byTeacher().value()).containsExactly(0.5, 1.0);
    }

    @Test
    void putRareValuesTogether() {
        // Given: 30 values, the i-th of them i times
        var attributes = new ArrayList<Attributes>();
        for (int value = 1; value <= 30; value++) {
            attributes.addAll(Collections.nCopies(value, region("v" + value)));
        }
        var said = Collections.nCopies(attributes.size(), SAYS_0);
        Optional<HardLabel> isZero = Optional.of(new OfClass(0));
        // When
        var slices = SliceScores.of(
                TASK, "region", attributes, values(said, said, Collections.nCopies(said.size(), isZero)));
        // Then
        assertThat(slices).hasSize(SliceScores.MOST_VALUES + 1);
        assertThat(slices.get(0).value()).isEqualTo("v30");
        assertThat(slices.get(0).byHardLabel().orElseThrow().examples()).isEqualTo(30);
        assertThat(slices.get(19).value()).isEqualTo("v11");
        assertThat(slices.get(20).value()).isEqualTo("other");
        assertThat(slices.get(20).byTeacher()).returns(1.0, Measured::value).returns(55L, Measured::examples);
    }
}
