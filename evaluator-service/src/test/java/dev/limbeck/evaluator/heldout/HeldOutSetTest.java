package dev.limbeck.evaluator.heldout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.evaluator.Examples;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class HeldOutSetTest {
    private static HeldOutSet setOf(String id, OptionalInt hardLabel, String teacherVersion) {
        return new HeldOutSet(List.of(Examples.example(id, 4, hardLabel, teacherVersion)));
    }

    @Test
    void countsWhatIsInIt() {
        // Given
        var examples = new java.util.ArrayList<>(Examples.numbered(0, 4));
        examples.add(Examples.example("unlabelled", 1, OptionalInt.empty(), "v1"));
        // When
        var heldOut = new HeldOutSet(examples);
        // Then
        assertThat(heldOut.size()).isEqualTo(5);
        assertThat(heldOut.labelled()).isEqualTo(4);
        assertThat(heldOut.balance()).containsEntry(0, 2).containsEntry(1, 1).containsEntry(2, 1);
    }

    @Test
    void isNamedByAllThatAMeasurementDependsOn() {
        // Given
        var heldOut = setOf("a", OptionalInt.of(1), "v1");
        // Then
        assertThat(heldOut.digest())
                .hasSize(64)
                .isEqualTo(setOf("a", OptionalInt.of(1), "v1").digest())
                .isNotEqualTo(setOf("b", OptionalInt.of(1), "v1").digest())
                .isNotEqualTo(setOf("a", OptionalInt.of(2), "v1").digest())
                .isNotEqualTo(setOf("a", OptionalInt.empty(), "v1").digest())
                .isNotEqualTo(setOf("a", OptionalInt.of(1), "v2").digest());
    }
}
