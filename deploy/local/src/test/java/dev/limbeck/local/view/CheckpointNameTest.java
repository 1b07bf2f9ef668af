package dev.limbeck.local.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointNameTest {
    private static final CheckpointName STUDENT = new CheckpointName(1, "small-cnn", "step-100", "abcdef0123456789");
    private static final CheckpointName OTHER = new CheckpointName(1, "large-cnn", "step-100", "abcdee0123456789");

    @ParameterizedTest
    @ValueSource(strings = {"small-cnn/step-100", "g1/small-cnn/step-100", "abcdef", "abcdef0123456789"})
    void hasSeveralNames(String typed) {
        assertThat(CheckpointName.find(typed, List.of(OTHER, STUDENT), "checkpoint"))
                .isEqualTo(STUDENT);
    }

    @Test
    void anIdIsEnoughWhereItIsTheOnlyOne() {
        assertThat(CheckpointName.find("step-100", List.of(STUDENT), "checkpoint"))
                .isEqualTo(STUDENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"step-100", "abcde"})
    void whatMayBeSeveralIsNotGuessed(String typed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CheckpointName.find(typed, List.of(STUDENT, OTHER), "checkpoint"))
                .withMessage("CHECKPOINT is " + typed + ", but that may be g1/small-cnn/step-100 (abcdef012345), "
                        + "g1/large-cnn/step-100 (abcdee012345)");
    }

    @Test
    void whatIsNoneOfThemIsToldWithThoseThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CheckpointName.find("abc", List.of(STUDENT), "checkpoint of run digits"))
                .withMessage("CHECKPOINT is abc, but there is no such checkpoint of run digits; there are "
                        + "g1/small-cnn/step-100 (abcdef012345)");
    }
}
