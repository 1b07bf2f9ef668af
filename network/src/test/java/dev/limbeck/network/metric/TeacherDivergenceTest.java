package dev.limbeck.network.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.record.Output;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;

class TeacherDivergenceTest {
    @Test
    void isTheMeanInNats() {
        // Given: teacher (1/4, 3/4) and network (1/2, 1/2), so ln 2 - H(1/4) = 0.130812; the other pair is equal
        var logits = List.of(Output.copyOf(0, 0), Logits.binary(0.9));
        var teacher = List.of(Logits.binary(0.75), Logits.binary(0.9));
        // Then
        assertThat(TeacherDivergence.of(logits, teacher)).isCloseTo(0.1308120 / 2, within(1e-6));
    }

    @Test
    void isCountedFromTheTeachersSide() {
        // Given
        var sure = List.of(Logits.binary(0.99));
        var unsure = List.of(Output.copyOf(0, 0));
        // Then: ln 2 - H(0.01), and -ln(2·sqrt(0.99·0.01))
        assertThat(TeacherDivergence.of(unsure, sure)).isCloseTo(0.6371451, within(1e-6));
        assertThat(TeacherDivergence.of(sure, unsure)).isCloseTo(1.6144632, within(1e-6));
    }

    @Property(tries = 200)
    void isNeverNegativeAndZeroOnlyWhereTheProbabilitiesAreEqual(
            @ForAll @FloatRange(min = -50, max = 50) float a,
            @ForAll @FloatRange(min = -50, max = 50) float b,
            @ForAll @FloatRange(min = -50, max = 50) float shift) {
        // Given
        var network = List.of(Output.copyOf(a, b, 0));
        // Then
        assertThat(TeacherDivergence.of(network, List.of(Output.copyOf(b, a, shift))))
                .isNotNegative();
        assertThat(TeacherDivergence.of(network, List.of(Output.copyOf(a + shift, b + shift, shift))))
                .isCloseTo(0, within(1e-4));
    }

    @Test
    void staysFiniteWhereProbabilitiesRoundToZero() {
        assertThat(TeacherDivergence.of(List.of(Output.copyOf(2_000, 0)), List.of(Output.copyOf(0, 2_000))))
                .isEqualTo(2_000);
    }

    @Test
    void refusesLogitsOfOtherExamples() {
        assertThatThrownBy(() -> TeacherDivergence.of(List.of(Output.copyOf(0, 1)), List.of()))
                .hasMessage("1 logits for 0 teacher logits");
    }
}
