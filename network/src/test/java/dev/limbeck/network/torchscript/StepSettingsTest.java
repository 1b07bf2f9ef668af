package dev.limbeck.network.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.limbeck.network.torchscript.StepSettings.Setting;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StepSettingsTest {
    /** Each its own place among them. */
    static StepSettings all() {
        var settings = new StepSettings();
        Arrays.stream(Setting.values()).forEach(setting -> settings.with(setting, place(setting)));
        return settings;
    }

    @Test
    void whatIsMissingIsNamed() {
        // Given
        var settings = new StepSettings();
        Arrays.stream(Setting.values())
                .filter(setting -> setting != Setting.MOMENTUM)
                .forEach(setting -> settings.with(setting, place(setting)));
        // Then
        assertThatIllegalStateException()
                .isThrownBy(settings::numbers)
                .withMessage("the training step is not told its MOMENTUM");
        assertThat(settings.with(Setting.MOMENTUM, true).numbers())
                .startsWith(0, 1, 2, 1, 4)
                .hasSize(9);
    }

    private static int place(Setting setting) {
        return Arrays.asList(Setting.values()).indexOf(setting);
    }
}
