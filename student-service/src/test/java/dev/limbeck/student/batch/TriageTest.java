package dev.limbeck.student.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.split.Split;
import dev.limbeck.student.Examples;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TriageTest {
    private static final double HELD_OUT = 0.1;

    @Test
    void aHeldOutRecordIsNeverTrainedOnEvenWithALabel() {
        var triage = new Triage(HELD_OUT, false);
        LongStream.range(0, 1000).forEach(seed -> {
            var example = Examples.labelled(Examples.example(seed), 1);
            var disposition = triage.dispose(Examples.at(0, seed, example));
            boolean heldOut = Split.of(example.record().recordId(), HELD_OUT) == Split.HELD_OUT;
            assertThat(disposition).isInstanceOf(heldOut ? Disposition.HeldOut.class : Disposition.Train.class);
        });
    }

    @Test
    void theControlArmPassesOverWhatHasNoHardLabel() {
        var control = new Triage(0, true);
        var example = Examples.example(1);

        assertThat(control.dispose(Examples.at(0, 1, example)))
                .isEqualTo(new Disposition.Skipped(SkipReason.NO_HARD_LABEL));
        assertThat(control.dispose(Examples.at(0, 1, Examples.labelled(example, 2))))
                .isInstanceOf(Disposition.Train.class);
    }

    @Test
    void anUnusableRecordIsADeadLetter() {
        assertThat(new Triage(0, false).dispose(Examples.unusable(0, 1))).isEqualTo(new Disposition.DeadLettered());
    }
}
