package dev.limbeck.evaluator.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.event.PairedCounts;
import dev.limbeck.contract.task.Classification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChampionWatchTest {
    private static final int HELD_OUT = 2000;
    private static final Classification TASK = new Classification(2);

    private static List<ChampionWatch.Fall> falls(double promised, double agreement, int examples, long seed) {
        var watch = new ChampionWatch(TASK, promised, HELD_OUT, 500, 0.01);
        var random = new Random(seed);
        var falls = new ArrayList<ChampionWatch.Fall>();
        for (int i = 0; i < examples; i++) {
            watch.add(random.nextDouble() < agreement ? 1 : 0, OptionalDouble.empty()).ifPresent(falls::add);
        }
        return falls;
    }

    @Test
    void aChampionThatHoldsItsPromiseHardlyEverFalls() {
        // Given: what it promised was itself measured on a sample
        int fell = 0;
        // When
        for (int seed = 0; seed < 400; seed++) {
            int agreed = 0;
            var random = new Random(10_000 + seed);
            for (int i = 0; i < HELD_OUT; i++) {
                agreed += random.nextDouble() < 0.95 ? 1 : 0;
            }
            fell += falls((double) agreed / HELD_OUT, 0.95, 50_000, seed).isEmpty() ? 0 : 1;
        }
        // Then: alpha is 0.01
        assertThat(fell).isLessThanOrEqualTo(8);
    }

    @Test
    void aChampionThatFallsIsToldOfOnceWithinAFewWindows() {
        // When
        var falls = falls(0.95, 0.85, 50_000, 1);
        // Then
        assertThat(falls).singleElement().satisfies(fall -> {
            assertThat(fall.examples()).isEqualTo(500);
            assertThat(fall.agreement()).isCloseTo(0.85, within(0.05));
            assertThat(fall.pValue()).isLessThan(0.005);
            assertThat(fall.againstPrevious()).isEmpty();
        });
    }

    @Test
    void theBoundIsThatOfClopperAndPearson() {
        // Given: of 19 in 20, the two-sided 95 % interval of the tables is [0.7513, 0.9987]
        var watch = new ChampionWatch(TASK, 0.95, 20, 50, 0.05);
        // Then
        assertThat(watch.atLeast()).isCloseTo(0.7513, within(1e-4));
        assertThat(new ChampionWatch(TASK, 0, 20, 50, 0.05).atLeast()).isZero();
        assertThat(new ChampionWatch(TASK, Double.NaN, 20, 50, 0.05).atLeast()).isZero();
        assertThat(new ChampionWatch(TASK, 1, 20, 50, 0.05).atLeast()).isCloseTo(Math.pow(0.025, 1 / 20.0), within(1e-9));
    }

    @Test
    void standsBesideTheChampionBeforeItOnTheSameExamples() {
        // Given
        var watch = new ChampionWatch(TASK, 0.95, HELD_OUT, 100, 0.01);
        Optional<ChampionWatch.Fall> fall = Optional.empty();
        // When: of ten it is wrong about five, the one before it about two of these and one other
        for (int i = 0; i < 100; i++) {
            int digit = i % 10;
            fall = watch.add(digit < 5 ? 1 : 0, OptionalDouble.of(digit != 0 && digit < 8 ? 1 : 0));
        }
        // Then
        assertThat(fall.orElseThrow().againstPrevious()).contains(new PairedCounts(40, 10, 30, 20));
    }

    @Test
    void isNotComparedOnExamplesThatTheOneBeforeItDidNotSee() {
        // Given
        var watch = new ChampionWatch(TASK, 0.95, HELD_OUT, 100, 0.01);
        Optional<ChampionWatch.Fall> fall = Optional.empty();
        // When
        for (int i = 0; i < 100; i++) {
            fall = watch.add(i % 2 == 0 ? 1 : 0, i < 50 ? OptionalDouble.empty() : OptionalDouble.of(1));
        }
        // Then
        assertThat(fall.orElseThrow().againstPrevious()).isEmpty();
    }
}
