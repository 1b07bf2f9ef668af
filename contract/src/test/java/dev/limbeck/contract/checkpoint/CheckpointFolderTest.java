package dev.limbeck.contract.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class CheckpointFolderTest {
    @Test
    void anIdIsTheSameInEveryLanguage() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

            assertThat(CheckpointFolder.idAt(203, 7)).isEqualTo("step-0000000203-w0007");
        } finally {
            Locale.setDefault(before);
        }
    }
}
