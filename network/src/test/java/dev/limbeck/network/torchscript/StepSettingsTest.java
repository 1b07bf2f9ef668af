package dev.limbeck.network.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.limbeck.network.torchscript.StepSettings.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepSettingsTest {
    /** The script's own name for what it reads there, where it does not read it under the setting's. */
    private static String nameInScript(Setting setting) {
        return setting == Setting.SOFT_TARGET_WEIGHT_FACTOR
                ? "adjusted_weight"
                : setting.name().toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @EnumSource
    void theScriptReadsEachAtItsPosition(Setting setting) throws IOException {
        assertThat(script())
                .containsPattern(Pattern.compile(
                        "^    %s = [^\\n]*numbers\\[%d\\]".formatted(nameInScript(setting), position(setting)),
                        Pattern.MULTILINE));
    }

    @Test
    void theScriptReadsNoOthers() throws IOException {
        assertThat(Pattern.compile("numbers\\[").matcher(script()).results()).hasSize(Setting.values().length);
    }

    @Test
    void whatIsMissingIsNamed() {
        // Given
        var settings = new StepSettings();
        Arrays.stream(Setting.values())
                .filter(setting -> setting != Setting.MOMENTUM)
                .forEach(setting -> settings.with(setting, position(setting)));
        // Then
        assertThatIllegalStateException()
                .isThrownBy(settings::numbers)
                .withMessage("the training step is not told its MOMENTUM");
        assertThat(settings.with(Setting.MOMENTUM, true).numbers())
                .startsWith(0, 1, 2, 3, 4, 1, 6)
                .hasSize(11);
    }

    private static int position(Setting setting) {
        return List.of(Setting.values()).indexOf(setting);
    }

    private static String script() throws IOException {
        try (var in = StepSettingsTest.class.getResourceAsStream("training_step.py")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
