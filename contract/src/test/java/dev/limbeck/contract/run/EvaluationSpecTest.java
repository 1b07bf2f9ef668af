package dev.limbeck.contract.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.field.InvalidField;
import dev.limbeck.contract.run.EvaluationSpec.HeldOut;
import dev.limbeck.contract.run.EvaluationSpec.HeldOut.Keep;
import dev.limbeck.contract.task.Classification;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationSpecTest {
    @Test
    void noMoreIsKeptThanThereIsRoomFor() {
        // Given
        var declared = new HeldOut(0.05, 300, 10_000, Keep.NEWEST, Optional.empty());
        // Then
        assertThat(declared.within(new Classification(1000))).isEqualTo(declared);
        assertThat(declared.within(new Classification(100_000)))
                .isEqualTo(new HeldOut(0.05, 300, 335, Keep.NEWEST, Optional.empty()));
        assertThat(HeldOut.mostOf(new Classification(2))).isEqualTo(1_000_000);
    }

    @Test
    void tooFewToJudgeByAreRefused() {
        assertThatThrownBy(() -> HeldOut.DEFAULT.within(new Classification(100_000)))
                .isInstanceOf(InvalidField.class)
                .hasMessage("spec.evaluation.heldOut.minExamples is 500, allowed is at most 335 with 100000 classes");
    }
}
