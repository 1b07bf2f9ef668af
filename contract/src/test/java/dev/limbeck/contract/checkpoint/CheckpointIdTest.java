package dev.limbeck.contract.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointIdTest {
    @Test
    void tellsItsParts() {
        // Given
        var id = new CheckpointId("step-0000000203-w0007-b0000000211");
        // Then
        assertThat(id.step()).isEqualTo(203);
        assertThat(id.writer()).isEqualTo(7);
        assertThat(id.isAtStepOfFormer()).isTrue();
        assertThat(id).isEqualTo(CheckpointId.at(203, 7, 211)).hasToString("step-0000000203-w0007-b0000000211");
        assertThat(CheckpointId.at(203, 7).isAtStepOfFormer()).isFalse();
    }

    @Test
    void aLaterWriterIsNewerWhateverTheStep() {
        // Given
        var byAge = Stream.of(
                        CheckpointId.at(900, 1),
                        CheckpointId.at(10, 2),
                        CheckpointId.at(10, 2, 12),
                        CheckpointId.at(11, 2))
                .toList();
        // Then
        assertThat(byAge.stream().sorted()).containsExactlyElementsOf(byAge);
        assertThat(byAge.get(1).isNewerThan(byAge.get(0))).isTrue();
        assertThat(byAge.get(0).isNewerThan(byAge.get(0))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "step-203-w7", "step-0000000203-w0007-", "pruned", "../step-0000000203-w0007"})
    void refusesWhatNoCheckpointIsCalled(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CheckpointId(text))
                .withMessageContaining(text + " is not what a checkpoint is called");
        assertThat(CheckpointId.isId(text)).isFalse();
    }

    @Test
    void isTheSameInEveryLanguage() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

            assertThat(CheckpointId.at(203, 7)).hasToString("step-0000000203-w0007");
        } finally {
            Locale.setDefault(before);
        }
    }
}
