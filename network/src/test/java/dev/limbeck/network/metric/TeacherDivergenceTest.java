package dev.limbeck.network.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.record.Output;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;

class TeacherDivergenceTest {
    @Test
    void isInNats() {
        // Given: teacher (1/4, 3/4) and network (1/2, 1/2), so ln 2 - H(1/4)
        var logits = Output.copyOf(0, 0);
        var teacher = Logits.binary(0.75);
        // Then
        assertThat(TeacherDivergence.of(teacher, logits)).isCloseTo(0.1308120, within(1e-6));
    }

    @Test
    void isCountedFromTheTeachersSide() {
        // Given
        var sure = Logits.binary(0.99);
        var unsure = Output.copyOf(0, 0);
        // Then: ln 2 - H(0.01), and -ln(2·sqrt(0.99·0.01))
        assertThat(TeacherDivergence.of(sure, unsure)).isCloseTo(0.6371451, within(1e-6));
        assertThat(TeacherDivergence.of(unsure, sure)).isCloseTo(1.6144632, within(1e-6));
    }

    @Property(tries = 200)
    void isNeverNegativeAndZeroOnlyWhereTheProbabilitiesAreEqual(
            @ForAll @FloatRange(min = -50, max = 50) float a,
            @ForAll @FloatRange(min = -50, max = 50) float b,
            @ForAll @FloatRange(min = -50, max = 50) float shift) {
        // Given
        var network = Output.copyOf(a, b, 0);
        // Then
        assertThat(TeacherDivergence.of(Output.copyOf(b, a, shift), network)).isNotNegative();
        assertThat(TeacherDivergence.of(Output.copyOf(a + shift, b + shift, shift), network))
                .isCloseTo(0, within(1e-4));
    }

    @Test
    void staysFiniteWhereProbabilitiesRoundToZero() {
        assertThat(TeacherDivergence.of(Output.copyOf(0, 2_000), Output.copyOf(2_000, 0)))
                .isEqualTo(2_000);
    }
}
