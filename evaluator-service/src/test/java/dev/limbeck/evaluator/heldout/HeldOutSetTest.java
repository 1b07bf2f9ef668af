package dev.limbeck.evaluator.heldout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.event.Reference;
import dev.limbeck.contract.task.Classification;
import dev.limbeck.evaluator.Examples;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeldOutSetTest {
    private static final Classification TASK = new Classification(Examples.CLASSES);

    private static HeldOutSet setOf(String id, OptionalInt hardLabel, String teacherVersion) {
        return new HeldOutSet(List.of(), List.of(Examples.example(id, 4, hardLabel, teacherVersion)));
    }

    @Test
    void saysWhatIsInIt() {
        // Given
        var fromStream = List.of(
                Examples.example("labelled", 1, OptionalInt.of(1), "v1"),
                Examples.example("unlabelled", 1, OptionalInt.empty(), "v1"));
        // When
        var summary = new HeldOutSet(Examples.numbered(0, 3), fromStream).summary(TASK);
        // Then
        assertThat(summary.examples()).isEqualTo(5);
        assertThat(summary.labelled()).isEqualTo(4);
        assertThat(summary.fromTestPart()).isEqualTo(3);
        assertThat(summary.reference()).isEqualTo(Reference.HARD_LABEL);
        assertThat(summary.balance()).isEqualTo(Map.of(0, 1, 1, 2, 2, 1));
    }

    @Test
    void goesByTheTeacherWhereNothingIsLabelled() {
        // Given
        var fromStream = IntStream.of(0, 1, 1)
                .mapToObj(top -> Examples.example("r" + top, top, OptionalInt.empty(), "v1"))
                .toList();
        // When
        var summary = new HeldOutSet(List.of(), fromStream).summary(TASK);
        // Then
        assertThat(summary.labelled()).isZero();
        assertThat(summary.reference()).isEqualTo(Reference.TEACHER);
        assertThat(summary.balance()).isEqualTo(Map.of(0, 1, 1, 2));
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
