package dev.limbeck.contract.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.run.EvaluationSpec.HeldOut;
import dev.limbeck.contract.run.EvaluationSpec.HeldOut.Keep;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationSpecTest {
    @Test
    void noMoreIsKeptThanThereIsRoomFor() {
        // Given
        var declared = new HeldOut(0.05, 300, 10_000, Keep.NEWEST, Optional.empty());
        // Then
        assertThat(declared.within(1000)).isEqualTo(declared);
        assertThat(declared.within(100_000)).isEqualTo(new HeldOut(0.05, 300, 335, Keep.NEWEST, Optional.empty()));
        assertThat(HeldOut.mostOf(2)).isEqualTo(1_000_000);
    }

    @Test
    void tooFewToJudgeByAreRefused() {
        assertThatThrownBy(() -> HeldOut.DEFAULT.within(100_000))
                .isInstanceOf(InvalidField.class)
                .hasMessage("spec.evaluation.heldOut.minExamples is 500, allowed is at most 335 with 100000 classes");
    }
}
