package dev.limbeck.evaluator.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

class LabelMixTest {
    private static final int WINDOW = 500;

    private final Random random = new Random(3);
    private final LabelMix mix = new LabelMix(1000, WINDOW, 0.01);

    private List<LabelMix.Shift> feed(IntSupplier labels, int windows) {
        var shifts = new ArrayList<LabelMix.Shift>();
        for (int i = 0; i < windows * WINDOW; i++) {
            mix.add(labels.getAsInt()).ifPresent(shifts::add);
        }
        return shifts;
    }

    @Test
    void manyRareClassesAreNoShift() {
        // When
        var shifts = feed(() -> random.nextInt(1000), 40);
        // Then
        assertThat(shifts).isEmpty();
    }

    @Test
    void oneClassAloneIsNoShift() {
        // When
        var shifts = feed(() -> 7, 5);
        // Then
        assertThat(shifts).isEmpty();
        assertThat(mix.newest().orElseThrow().change()).isEqualTo(new MeanShift(1, 1));
    }

    @Test
    void afterAShiftTheNewMixIsWhatIsExpected() {
        // Given
        feed(() -> random.nextInt(2), 3);
        // When
        var shifted = feed(() -> random.nextInt(10) == 0 ? 0 : 1, 5);
        // Then
        assertThat(shifted).singleElement().satisfies(shift -> {
            assertThat(shift.change().before()).isBetween(0.4, 0.6);
            assertThat(Math.abs(shift.change().after() - 0.5)).isBetween(0.3, 0.5);
        });
    }
}
