package dev.limbeck.local.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DigitStyleTest {

    private static final double[] FAIR = {0, 10, 20, 0.1, 2, 2, 1, 2, 200, 10, 1, 0.5};

    static Stream<Arguments> limits() {
        return Stream.of(
                Arguments.of(0, "slant", -0.6, 0.6),
                Arguments.of(1, "rotation", 0.0, 30.0),
                Arguments.of(2, "size", 12.0, 24.0),
                Arguments.of(3, "stretch", 0.0, 0.4),
                Arguments.of(4, "shift", 0.0, 5.0),
                Arguments.of(5, "wobble", 0.0, 10.0),
                Arguments.of(6, "distortion", 0.0, 3.0),
                Arguments.of(7, "thickness", 1.0, 5.0),
                Arguments.of(8, "ink", 80.0, 255.0),
                Arguments.of(9, "noise", 0.0, 60.0),
                Arguments.of(10, "specks", 0.0, 4.0),
                Arguments.of(11, "alternates", 0.0, 1.0));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("limits")
    void aKnobBeyondItsRangeIsNamed(int knob, String name, double least, double most) {
        assertThat(styleWith(knob, least)).isNotEqualTo(styleWith(knob, most));
        for (double wrong : List.of(least - 0.01, most + 0.01, Double.NaN)) {
            assertThatThrownBy(() -> styleWith(knob, wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("%s is %s; allowed: %s to %s".formatted(name, wrong, least, most));
        }
    }

    @Test
    void theExtremesCanBeDrawn() {
        // Given
        var least =
                styleOf(limits().mapToDouble(limit -> (double) limit.get()[2]).toArray());
        var most =
                styleOf(limits().mapToDouble(limit -> (double) limit.get()[3]).toArray());
        // When
        var digits = Stream.of(new DigitGenerator(1, least), new DigitGenerator(1, most))
                .flatMap(generator -> Stream.generate(generator::next).limit(300))
                .toList();
        // Then
        assertThat(digits).hasSize(600).doesNotHaveDuplicates();
    }

    @Test
    void betweenGoesFromOneToTheOther() {
        // Given
        var from = DigitStyle.standard();
        var to = DigitStyle.drifted();
        // When
        var half = DigitStyle.between(from, to, 0.5);
        // Then
        assertThat(DigitStyle.between(from, to, 0)).isEqualTo(from);
        assertThat(DigitStyle.between(from, to, 1)).isEqualTo(to);
        assertThat(half.slant()).isEqualTo((from.slant() + to.slant()) / 2);
        assertThat(half.alternates()).isEqualTo((from.alternates() + to.alternates()) / 2);
        assertThatThrownBy(() -> DigitStyle.between(from, to, 1.5)).hasMessage("t is 1.5; allowed: 0.0 to 1.0");
    }

    private static DigitStyle styleWith(int knob, double value) {
        double[] knobs = Arrays.copyOf(FAIR, FAIR.length);
        knobs[knob] = value;
        return styleOf(knobs);
    }

    private static DigitStyle styleOf(double... k) {
        return new DigitStyle(k[0], k[1], k[2], k[3], k[4], k[5], k[6], k[7], k[8], k[9], k[10], k[11]);
    }
}
