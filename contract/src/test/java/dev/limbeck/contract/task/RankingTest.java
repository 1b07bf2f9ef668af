package dev.limbeck.contract.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.OfGrade;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.Rejection;
import dev.limbeck.contract.record.RejectionReason;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingTest {
    private static final Ranking CLICKS = new Ranking(1, 2);
    private static final Output HALF = Output.copyOf(0);

    private static HardLabel grade(double grade) {
        return new OfGrade((float) grade, Optional.empty());
    }

    @Test
    void aRecordIsWorthOneLessTheShareOfTheCapThatItsLogLossIs() {
        // Then: the loss of a half is ln 2, of 3/4 -ln(3/4)
        assertThat(CLICKS.value(grade(1), HALF)).isCloseTo(1 - Math.log(2) / 2, within(1e-12));
        assertThat(CLICKS.value(grade(0), HALF)).isCloseTo(1 - Math.log(2) / 2, within(1e-12));
        assertThat(CLICKS.value(grade(1), Output.copyOf((float) Math.log(3))))
                .isCloseTo(1 + Math.log(0.75) / 2, within(1e-7));
        assertThat(CLICKS.value(grade(0), Output.copyOf(1e30f))).isZero();
        assertThat(CLICKS.value(grade(1), Output.copyOf(1e30f))).isEqualTo(1);
        assertThat(CLICKS.chance()).isCloseTo(1 - Math.log(2) / 2, within(1e-12));
    }

    @Test
    void agreesWhollyWithATeacherThatSaysTheSame() {
        assertThat(CLICKS.valueByTeacher(HALF, HALF)).isEqualTo(1);
        assertThat(CLICKS.valueByTeacher(Output.copyOf(0.3f), Output.copyOf(0.3f)))
                .isEqualTo(1);
        assertThat(CLICKS.valueByTeacher(Output.copyOf(1e30f), HALF)).isCloseTo(1 - Math.log(2) / 2, within(1e-12));
    }

    @Test
    void aGradeBeyondTheHighestAndOneThatIsNoNumberDoNotFit() {
        assertThat(CLICKS.misfit(grade(1))).isEmpty();
        assertThat(CLICKS.misfit(grade(2)))
                .contains(new Rejection(
                        RejectionReason.LABEL_RANGE, "the hard label has grade 2.0, allowed is 0 to 1.0"));
        assertThat(CLICKS.misfit(grade(-1)))
                .hasValueSatisfying(misfit -> assertThat(misfit.reason()).isEqualTo(RejectionReason.LABEL_RANGE));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void aGradeThatIsNoNumberDoesNotFit(float grade) {
        assertThat(CLICKS.misfit(new OfGrade(grade, Optional.of("page"))))
                .hasValueSatisfying(misfit -> assertThat(misfit.reason()).isEqualTo(RejectionReason.NON_FINITE));
    }

    @Test
    void recordsAreBalancedOverWhetherThereIsAnythingGoodAboutThem() {
        assertThat(CLICKS.stratum(Optional.of(grade(0.5)), HALF)).isEqualTo(1);
        assertThat(CLICKS.stratum(Optional.of(grade(0)), Output.copyOf(3))).isZero();
        assertThat(CLICKS.stratum(Optional.empty(), Output.copyOf(3))).isEqualTo(1);
        assertThat(new Ranking(4, 2).row(grade(1))).containsExactly(0.25);
    }
}
