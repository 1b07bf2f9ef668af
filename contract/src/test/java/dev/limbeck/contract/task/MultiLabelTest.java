package dev.limbeck.contract.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.OfLabels;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.Rejection;
import dev.limbeck.contract.record.RejectionReason;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MultiLabelTest {
    private static final MultiLabel BY_SHARE = new MultiLabel(4, false);
    private static final MultiLabel EXACT = new MultiLabel(4, true);
    private static final Output SAYS_0_AND_2 = Output.copyOf(1, -1, 2, 0);

    private static HardLabel are(Integer... labels) {
        return new OfLabels(new TreeSet<>(List.of(labels)));
    }

    @Test
    void aRecordIsWorthTheShareOfLabelsThatAreRight() {
        assertThat(BY_SHARE.value(are(0, 2), SAYS_0_AND_2)).isEqualTo(1);
        assertThat(BY_SHARE.value(are(0), SAYS_0_AND_2)).isEqualTo(0.75);
        assertThat(BY_SHARE.value(are(), SAYS_0_AND_2)).isEqualTo(0.5);
        assertThat(BY_SHARE.valueByTeacher(Output.copyOf(9, -9, -9, -9), SAYS_0_AND_2))
                .isEqualTo(0.75);
    }

    @Test
    void orNothingUnlessAllAre() {
        assertThat(EXACT.value(are(0, 2), SAYS_0_AND_2)).isEqualTo(1);
        assertThat(EXACT.value(are(0), SAYS_0_AND_2)).isZero();
        assertThat(EXACT.marks()).isEqualTo(1);
        assertThat(BY_SHARE.marks()).isGreaterThan(1);
    }

    @Test
    void aLabelThatThereIsNotAndOneOfAnotherKindDoNotFit() {
        assertThat(BY_SHARE.misfit(are(0, 3))).isEmpty();
        assertThat(BY_SHARE.misfit(are(0, 4)))
                .contains(new Rejection(RejectionReason.LABEL_RANGE, "the hard label has label 4, allowed are 0 to 3"));
        assertThat(BY_SHARE.misfit(new OfClass(1)))
                .hasValueSatisfying(misfit -> assertThat(misfit.reason()).isEqualTo(RejectionReason.LABEL_KIND));
    }

    @Test
    void recordsAreBalancedOverTheFirstLabelThatIsRight() {
        assertThat(BY_SHARE.stratum(Optional.of(are(2, 3)), SAYS_0_AND_2)).isEqualTo(2);
        assertThat(BY_SHARE.stratum(Optional.of(are()), SAYS_0_AND_2)).isEqualTo(4);
        assertThat(BY_SHARE.stratum(Optional.empty(), SAYS_0_AND_2)).isZero();
        assertThat(BY_SHARE.strata()).isEqualTo(5);
        assertThat(BY_SHARE.row(are(0, 2))).containsExactly(1, 0, 1, 0);
    }

    @Test
    void anOutputIsAsUnsureAsItsLabelsAre() {
        assertThat(BY_SHARE.entropy(Output.zeros(4))).isCloseTo(BY_SHARE.greatestEntropy(), within(1e-12));
        assertThat(BY_SHARE.entropy(Output.copyOf(1e30f, -1e30f, 900, -900))).isCloseTo(0, within(1e-12));
        // H(1/4) of a probability of 3/4
        assertThat(BY_SHARE.entropy(Output.copyOf((float) Math.log(3), -1e30f, 1e30f, 1e30f)))
                .isCloseTo(0.5623351 / 4, within(1e-6));
    }
}
