package dev.limbeck.evaluator.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.lifecycle.RunEvent.DriftDetected.Signal;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.run.DriftSpec;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** With the defaults of {@code spec.watch}; seen in records of the stream, of which a quarter is looked at. */
class StreamDriftTest {
    private static final int SEEDS = 20;
    private static final int WINDOW = 1000;
    private static final int BEFORE = 3000;
    private static final int AFTER = 7000;
    private static final int RECORDS_PER_EXAMPLE = 4;
    private static final Signature INPUT = Signature.ofClasses(
            Shape.of(1, ToyStream.SIDE, ToyStream.SIDE),
            ToyStream.CLASSES,
            new Normalisation(List.of(0.0), List.of(255.0)));

    /** @param example at which it was noticed, counted from the change of the stream */
    private record Noticed(Signal signal, int example, double before, double after) {}

    private static List<Noticed> watch(ToyStream then, int after, long seed) {
        var drift = new StreamDrift(INPUT, WINDOW, DriftSpec.DEFAULT.delta());
        var random = new Random(seed);
        var noticed = new ArrayList<Noticed>();
        for (int i = -BEFORE; i < after; i++) {
            var stream = i < 0 ? ToyStream.STATIONARY : then;
            var seen = stream.next(i + BEFORE, random);
            double contradicts =
                    stream.answer(seen, random).top() == seen.softTarget().top() ? 0 : 1;
            int example = i;
            Stream.concat(drift.add(seen).stream(), drift.disagreement(contradicts).stream())
                    .map(found -> new Noticed(
                            found.signal(),
                            example,
                            found.change().before(),
                            found.change().after()))
                    .forEach(noticed::add);
        }
        return noticed;
    }

    @Test
    void hardlyEverTakesChanceForAChange() {
        // When
        var alarms = new ArrayList<Noticed>();
        for (int seed = 0; seed < SEEDS; seed++) {
            alarms.addAll(watch(ToyStream.STATIONARY, AFTER, seed));
        }
        // Then
        System.out.printf(
                "False alarms over %d seeds of %d records: %s%n",
                SEEDS, (BEFORE + AFTER) * RECORDS_PER_EXAMPLE, alarms);
        assertThat(alarms).hasSizeLessThanOrEqualTo(1);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of(Signal.INPUT, ToyStream.STATIONARY.brightness(190), 2 * WINDOW),
                Arguments.of(Signal.TEACHER_ENTROPY, ToyStream.STATIONARY.margin(5), WINDOW),
                Arguments.of(Signal.LABEL_MIX, ToyStream.STATIONARY.favoured(0.2), 2 * WINDOW),
                Arguments.of(Signal.DISAGREEMENT, ToyStream.STATIONARY.contradictions(0.15), WINDOW));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void noticesEveryChangeSoon(Signal signal, ToyStream then, int longest) {
        // When
        int[] delays = new int[SEEDS];
        for (int seed = 0; seed < SEEDS; seed++) {
            var noticed = watch(then, longest, 100 + seed);
            assertThat(noticed).isNotEmpty().noneMatch(one -> one.example() < 0);
            delays[seed] = noticed.stream()
                    .filter(one -> one.signal() == signal)
                    .mapToInt(Noticed::example)
                    .findFirst()
                    .orElse(Integer.MAX_VALUE / RECORDS_PER_EXAMPLE);
        }
        // Then
        Arrays.sort(delays);
        System.out.printf(
                "%s: noticed after %d to %d records, median %d, over %d seeds%n",
                signal,
                delays[0] * RECORDS_PER_EXAMPLE,
                delays[SEEDS - 1] * RECORDS_PER_EXAMPLE,
                delays[SEEDS / 2] * RECORDS_PER_EXAMPLE,
                SEEDS);
        assertThat(delays[SEEDS - 1]).isLessThanOrEqualTo(longest);
    }
}
