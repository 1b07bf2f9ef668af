package dev.limbeck.evaluator.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.run.TeacherGuardSpec;
import dev.limbeck.contract.task.Classification;
import dev.limbeck.evaluator.watch.TeacherGuard.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TeacherGuardTest {
    private static final TeacherGuardSpec DECLARED = new TeacherGuardSpec(0.02, 0.01, TeacherGuardSpec.Action.NOTIFY);
    private static final double EXPECTED = 0.97;
    private static final int WINDOW = 500;

    private static TeacherGuard guard() {
        return new TeacherGuard(new Classification(2), EXPECTED, DECLARED, WINDOW, DECLARED.alpha());
    }

    private static List<Turn> feed(TeacherGuard guard, double accuracy, int windows, Random random) {
        var turns = new ArrayList<Turn>();
        for (int i = 0; i < windows * WINDOW; i++) {
            boolean right = random.nextDouble() < accuracy;
            guard.add(Output.copyOf(4, 0), new OfClass(right ? 0 : 1)).ifPresent(turns::add);
        }
        return turns;
    }

    @Test
    void aTeacherAtTheBoundIsHardlyEverBehind() {
        // Given: as little accuracy as is allowed
        int behind = 0;
        // When
        for (int seed = 0; seed < 400; seed++) {
            behind += feed(guard(), EXPECTED - DECLARED.maxAccuracyDrop(), 100, new Random(seed))
                            .isEmpty()
                    ? 0
                    : 1;
        }
        // Then: alpha is 0.01
        assertThat(behind).isLessThanOrEqualTo(8);
    }

    @Test
    void aTeacherThatLosesAClassFallsBehindOnceAndCatchesUpOnce() {
        // Given
        var guard = guard();
        var random = new Random(5);
        // When
        var well = feed(guard, 0.97, 5, random);
        var broken = feed(guard, 0.87, 20, random);
        var mended = feed(guard, 0.97, 20, random);
        // Then
        assertThat(well).isEmpty();
        assertThat(broken).singleElement().isInstanceOfSatisfying(Turn.FellBehind.class, turn -> {
            assertThat(turn.accuracy()).isCloseTo(0.87, within(0.04));
            // It says 98 % of everything.
            assertThat(turn.calibrationError()).isCloseTo(0.982 - turn.accuracy(), within(0.001));
        });
        assertThat(mended).singleElement().isInstanceOf(Turn.CaughtUp.class);
    }

    @Test
    void aTeacherBetweenTheBoundsStaysWhatItIs() {
        // Given
        var guard = guard();
        guard.take(true);
        // When
        var turns = feed(guard, 0.94, 50, new Random(6));
        // Then
        assertThat(turns).isEmpty();
    }

    @Test
    void oneThatAnotherReplicaToldOfIsNotToldOfAgain() {
        // Given
        var guard = guard();
        // When
        guard.take(true);
        // Then
        assertThat(feed(guard, 0.5, 10, new Random(7))).isEmpty();
    }
}
