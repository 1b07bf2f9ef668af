package dev.limbeck.teacher.training;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.run.TeacherSpec;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class QualityGateTest {
    private final QualityGate gate = new QualityGate(new TeacherSpec.Gate(0.97));

    @Test
    void refusesATeacherBelowTheDeclaredQuality() {
        assertThatThrownBy(() -> gate.check("builtin:cnn-8", OptionalDouble.of(0.9612)))
                .isInstanceOf(BelowDeclaredQualityException.class)
                .hasMessage("teacher builtin:cnn-8 has accuracy 0.9612 on the test part,"
                        + " below the declared spec.teacher.gate.minAccuracy 0.97");
    }

    @Test
    void refusesATeacherThatCannotBeMeasured() {
        assertThatThrownBy(() -> gate.check("brought.pt", OptionalDouble.empty()))
                .hasMessageContaining("spec.evaluation.heldOut.dataset");
    }

    @Test
    void passesAGoodOneAndAnyOneWhereNoQualityIsDeclared() {
        assertThatCode(() -> gate.check("good", OptionalDouble.of(0.97))).doesNotThrowAnyException();
        assertThatCode(() -> new QualityGate(new TeacherSpec.Gate(0)).check("any", OptionalDouble.empty()))
                .doesNotThrowAnyException();
    }
}
