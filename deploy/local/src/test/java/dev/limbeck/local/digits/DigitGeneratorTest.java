package dev.limbeck.local.digits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DigitGeneratorTest {

    @Test
    void theStreamGoesOnAfterARestart() {
        // Given
        var undisturbed = new DigitGenerator(42, DigitStyle.standard());
        var expected = Stream.generate(undisturbed::next).limit(20).toList();
        // When
        var before = new DigitGenerator(42, DigitStyle.standard());
        var digits = new ArrayList<>(Stream.generate(before::next).limit(7).toList());
        var after = new DigitGenerator(42, DigitStyle.standard(), before.position());
        digits.addAll(Stream.generate(after::next).limit(13).toList());
        // Then
        assertThat(digits).isEqualTo(expected).doesNotHaveDuplicates();
        assertThat(after.position()).isEqualTo(20);
    }

    @Test
    void anyIndexCanBeAskedForInAnyOrder() {
        // Given
        var generator = new DigitGenerator(42, DigitStyle.standard());
        var indices = List.of(5L, 0L, Long.MAX_VALUE, -1L);
        var digits = indices.stream().map(generator::digit).toList();
        // When
        var reversed = new ArrayList<>(indices);
        Collections.reverse(reversed);
        var again = new ArrayList<>(reversed.stream().map(generator::digit).toList());
        // Then
        Collections.reverse(again);
        assertThat(again).isEqualTo(digits);
        assertThat(generator.position()).isZero();
    }

    @Test
    void neighbouringSeedsShareNothing() {
        var digits = LongStream.range(0, 20)
                .mapToObj(seed -> new DigitGenerator(seed, DigitStyle.standard()))
                .flatMap(generator -> LongStream.range(0, 20).mapToObj(generator::digit))
                .toList();

        assertThat(digits).doesNotHaveDuplicates();
    }

    @Test
    void aStyleChangesThePictureButNotTheLabel() {
        // Given
        var standard = new DigitGenerator(42, DigitStyle.standard());
        var drifted = new DigitGenerator(42, DigitStyle.drifted());
        // When
        var pairs = LongStream.range(0, 100)
                .mapToObj(i -> List.of(standard.digit(i), drifted.digit(i)))
                .toList();
        // Then
        assertThat(pairs).allSatisfy(pair -> {
            assertThat(pair.get(0).label()).isEqualTo(pair.get(1).label());
            assertThat(pair.get(0)).isNotEqualTo(pair.get(1));
        });
    }

    @Test
    void labelsAreBalanced() {
        // Given
        var generator = new DigitGenerator(42, DigitStyle.standard());
        int[] counts = new int[Digit.CLASSES];
        // When
        for (int i = 0; i < 10_000; i++) {
            counts[generator.next().label()]++;
        }
        // Then: five standard deviations of a fair draw
        for (int count : counts) {
            assertThat(count).isBetween(850, 1150);
        }
    }

    @ParameterizedTest
    @MethodSource("styles")
    void everyDigitHasInkAndPaper(DigitStyle style) {
        // Given
        var generator = new DigitGenerator(42, style);
        for (int i = 0; i < 500; i++) {
            // When
            var digit = generator.next();
            // Then
            assertThat(shareBrighterThan(style.ink() / 2, digit))
                    .as("ink of digit %d", i)
                    .isBetween(0.01, 0.5);
        }
    }

    static Stream<DigitStyle> styles() {
        return Stream.of(
                DigitStyle.standard(),
                DigitStyle.drifted(),
                DigitStyle.between(DigitStyle.standard(), DigitStyle.drifted(), 0.5));
    }

    @Test
    void pixelsHandedOutAreACopy() {
        // Given
        var digit = new DigitGenerator(42, DigitStyle.standard()).digit(0);
        // When
        digit.pixels()[0] ^= 1;
        // Then
        assertThat(digit).isEqualTo(new DigitGenerator(42, DigitStyle.standard()).digit(0));
    }

    private static double shareBrighterThan(double threshold, Digit digit) {
        int bright = 0;
        for (byte pixel : digit.pixels()) {
            bright += Byte.toUnsignedInt(pixel) > threshold ? 1 : 0;
        }
        return (double) bright / Digit.PIXELS;
    }
}
