package dev.limbeck.contract.metric;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.field.InvalidField;
import dev.limbeck.contract.json.ContractJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundTest {
    private static final Bound BETWEEN = new Bound(Optional.of(-1.0), Optional.of(2.0));

    @ParameterizedTest(name = "{0} is within: {1}")
    @CsvSource({"-1, true", "2, true", "0.5, true", "-1.0000001, false", "2.0000001, false", "-Infinity, false"})
    void itsEndsAreWithin(double value, boolean holds) {
        assertThat(BETWEEN.holds(value)).isEqualTo(holds);
    }

    @Test
    void oneEndLeavesTheOtherOpen() {
        assertThat(Bound.atLeast(0.5).holds(1e300)).isTrue();
        assertThat(Bound.atLeast(0.5).holds(0.4)).isFalse();
        assertThat(Bound.atMost(0.5).holds(-1e300)).isTrue();
        assertThat(Bound.atMost(0.5).holds(0.6)).isFalse();
    }

    @Test
    void whatIsNoNumberKeepsToNothing() {
        assertThat(BETWEEN.holds(Double.NaN)).isFalse();
        assertThat(Bound.atMost(1).holds(Double.NaN)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            delimiter = '|',
            value = {
                "none | none | min is missing, as is max, allowed is min, max, or both",
                "NaN | none | min is NaN, allowed is a number",
                "none | Infinity | max is Infinity, allowed is a number",
                "2 | 1 | min is 2.0, allowed is at most max, which is 1.0",
            })
    void whatNothingKeepsToIsRefused(@Nullable Double min, @Nullable Double max, String message) {
        assertThatThrownBy(() -> new Bound(Optional.ofNullable(min), Optional.ofNullable(max)))
                .isInstanceOf(InvalidField.class)
                .hasMessage(message);
    }

    @Test
    void onlyWhatIsSaidIsWritten() {
        String written = new String(ContractJson.write(Bound.atMost(0.5)), UTF_8);

        assertThat(written).isEqualTo("{\"max\":0.5}");
        assertThat(ContractJson.read(written.getBytes(UTF_8), Bound.class)).isEqualTo(Bound.atMost(0.5));
    }
}
