package dev.limbeck.student.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.contract.split.Split;
import dev.limbeck.student.Examples;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TriageTest {
    private static final double HELD_OUT = 0.1;

    @Test
    void aHeldOutRecordIsNeverTrainedOnEvenWithALabel() {
        var triage = new Triage(HELD_OUT, false, new SeenRecords(0));
        LongStream.range(0, 1000).forEach(seed -> {
            var example = Examples.labelled(Examples.example(seed), 1);
            var disposition = triage.dispose(Examples.at(0, seed, example));
            boolean heldOut = Split.of(example.record().recordId(), HELD_OUT) == Split.HELD_OUT;
            assertThat(disposition).isInstanceOf(heldOut ? Disposition.HeldOut.class : Disposition.Train.class);
        });
    }

    @Test
    void theControlArmPassesOverWhatHasNoHardLabel() {
        var control = new Triage(0, true, new SeenRecords(0));
        var example = Examples.example(1);

        assertThat(control.dispose(Examples.at(0, 1, example)))
                .isEqualTo(new Disposition.Skipped(SkipReason.NO_HARD_LABEL));
        assertThat(control.dispose(Examples.at(0, 1, Examples.labelled(example, 2))))
                .isInstanceOf(Disposition.Train.class);
    }

    @Test
    void anUnusableRecordIsADeadLetter() {
        assertThat(triage(0).dispose(Examples.unusable(0, 1)))
                .isInstanceOfSatisfying(
                        Disposition.DeadLettered.class,
                        letter -> assertThat(letter.rejection().reason()).isEqualTo(RejectionReason.MALFORMED));
    }

    @Test
    void theSameRecordAgainIsADuplicateWithinTheWindow() {
        var triage = triage(10);
        var example = Examples.example(1);

        assertThat(triage.dispose(Examples.at(0, 100, example))).isInstanceOf(Disposition.Train.class);
        assertThat(triage.dispose(Examples.at(0, 110, example)))
                .isEqualTo(new Disposition.Skipped(SkipReason.DUPLICATE));
        assertThat(triage.dispose(Examples.at(0, 111, example))).isInstanceOf(Disposition.Train.class);
    }

    @Test
    void theSameIdWithAnotherPayloadIsAConflict() {
        var triage = triage(10);
        triage.dispose(Examples.at(0, 100, Examples.example(1)));

        var conflict = triage.dispose(Examples.at(0, 101, Examples.labelled(Examples.example(1), 2)));

        assertThat(conflict).isInstanceOfSatisfying(Disposition.DeadLettered.class, letter -> assertThat(
                        letter.rejection().reason())
                .isEqualTo(RejectionReason.CONFLICT));
    }

    /** Whatever was read ahead of the checkpoint, going on from it decides alike. */
    @Test
    void aPackedWindowDecidesAsTheOneItWasPackedFrom() {
        var undisturbed = triage(50);
        var interrupted = triage(50);
        var resumed = triage(50);
        for (long offset = 0; offset < 130; offset++) {
            var record = Examples.at(0, offset, recurring(offset));
            undisturbed.dispose(record);
            interrupted.dispose(record);
        }
        var through = new java.util.TreeMap<>(java.util.Map.of(0, 100L)); // 30 records were read ahead
        resumed.seen().unpack(interrupted.seen().pack(through));
        var again = triage(50);
        for (long offset = 0; offset < 100; offset++) {
            again.dispose(Examples.at(0, offset, recurring(offset)));
        }

        for (long offset = 100; offset < 200; offset++) {
            var record = Examples.at(0, offset, recurring(offset));
            assertThat(resumed.dispose(record)).isEqualTo(again.dispose(record));
        }
    }

    @Test
    void forgettingWhatLiesBehindChangesNoDecision() {
        var remembering = triage(50);
        var forgetting = triage(50);

        for (long offset = 0; offset < 300; offset++) {
            var record = Examples.at(0, offset, recurring(offset));
            assertThat(forgetting.dispose(record)).isEqualTo(remembering.dispose(record));
            // A mini-batch of 16 was accounted for, ten records were read ahead of it.
            if (offset % 16 == 10 && offset > 16) {
                forgetting.seen().forgetBehind(new java.util.TreeMap<>(java.util.Map.of(0, offset - 10)));
            }
        }
    }

    private static DistillationExample recurring(long offset) {
        return Examples.example(offset % 41);
    }

    private static Triage triage(int window) {
        return new Triage(0, false, new SeenRecords(window));
    }
}
